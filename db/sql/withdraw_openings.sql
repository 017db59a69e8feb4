update openings set profile = null, shape = null where id in (select opening from temp.dirty)
