update openings set profile = null where id in (select opening from temp.dirty)
