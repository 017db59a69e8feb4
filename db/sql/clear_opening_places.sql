delete from opening_places where opening in (select opening from temp.dirty)
