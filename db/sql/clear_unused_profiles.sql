delete from demand_profiles where id in (select profile from temp.unused)
