insert into shape_credentials (shape, group_no, credential)
select new_shapes.id, asked.key, accepted.value
from temp.new_shapes, json_each(new_shapes.key) as asked, json_each(asked.value, '$[3]') as accepted
