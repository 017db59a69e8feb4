delete from shapes
where id in (select id from temp.shapes_before)
    and not exists (select 1 from openings where openings.shape = shapes.id)
