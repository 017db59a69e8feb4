insert into shapes (id, key) select id, key from temp.new_shapes
