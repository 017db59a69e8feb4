delete from demand_change
where opened = 0 and closed = 0 and profile in (select profile from temp.changes)
