delete from opening_credentials where opening in (select opening from temp.dirty)
