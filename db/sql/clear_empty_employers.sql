delete from demand_employer
where openings = 0 and cluster in (select cluster from temp.changes)
    and region in (select region from profile_regions where profile in (select profile from temp.changes))
