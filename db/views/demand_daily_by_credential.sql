-- One row per credential, level and day on which anything changed; credentials and levels are not to be summed.
select
    profile_credentials.credential,
    profile_credentials.level,
    day,
    sum(opened) as opened,
    sum(closed) as closed,
    sum(sum(opened - closed)) over (
        partition by profile_credentials.credential, profile_credentials.level order by day
    ) as open_now
from demand_change join profile_credentials on profile_credentials.profile = demand_change.profile
group by profile_credentials.credential, profile_credentials.level, day
