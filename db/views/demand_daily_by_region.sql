-- One row per region (a state, or US for all) and day on which anything changed in it; regions are not to be summed.
select
    profile_regions.region,
    day,
    sum(opened) as opened,
    sum(closed) as closed,
    sum(sum(opened - closed)) over (partition by profile_regions.region order by day) as open_now
from demand_change join profile_regions on profile_regions.profile = demand_change.profile
group by profile_regions.region, day
