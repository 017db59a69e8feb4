update openings set shape = (select id from temp.shaped where opening = openings.id)
where id in (select opening from temp.dirty)
    and shape is not (select id from temp.shaped where opening = openings.id)
