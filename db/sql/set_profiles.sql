update openings set profile = (select id from temp.profiled where opening = openings.id)
where id in (select opening from temp.dirty)
    and profile is not (select id from temp.profiled where opening = openings.id)
