delete from demand_employer
where openings = 0 and (region, setting, cluster, split, remote) in (
    select profile_regions.region, demand_profiles.setting, changes.cluster, split, remote
    from temp.changes
    join demand_profiles on demand_profiles.id = changes.profile
    join profile_regions on profile_regions.profile = changes.profile
    where changes.sign = -1
)
