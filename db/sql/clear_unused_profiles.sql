delete from demand_profiles
where id in (select profile from temp.changes where sign = -1) and id not in (select profile from demand_change)
