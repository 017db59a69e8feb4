delete from profile_regions
where profile in (select profile from temp.changes where sign = -1)
    and profile not in (select profile from demand_change)
