insert into shape_groups (shape, group_no, level, months_to_obtain, or_experience)
select
    new_shapes.id, asked.key, asked.value ->> 0, asked.value ->> 1, asked.value ->> 2
from temp.new_shapes, json_each(new_shapes.key) as asked
