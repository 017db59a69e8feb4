insert into temp.shapes_before
select distinct shape from openings
where id in (select opening from temp.dirty) and shape is not null
