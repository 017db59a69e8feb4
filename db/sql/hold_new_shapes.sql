insert into temp.new_shapes (id, key)
select distinct id, key from temp.shaped
where id not in (select id from shapes)
