-- One row per setting and day on which anything changed in it.
select
    demand_profiles.setting,
    day,
    sum(opened) as opened,
    sum(closed) as closed,
    sum(sum(opened - closed)) over (partition by demand_profiles.setting order by day) as open_now
from demand_change join demand_profiles on demand_profiles.id = demand_change.profile
group by demand_profiles.setting, day
