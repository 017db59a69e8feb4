insert into demand_employer (region, setting, cluster, split, remote, openings)
select profile_regions.region, demand_profiles.setting, changes.cluster, split, remote, sum(changes.sign)
from temp.changes
join demand_profiles on demand_profiles.id = changes.profile
join profile_regions on profile_regions.profile = changes.profile
where true
group by 1, 2, 3, 4, 5
on conflict (region, setting, cluster, split, remote) do update set openings = openings + excluded.openings
