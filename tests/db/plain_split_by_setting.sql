with own as (
    select
        setting,
        cluster,
        split,
        sum(openings) as openings,
        sum(sum(openings)) over (partition by setting, cluster) as of_employer
    from demand_employer
    where region = iif(:region = '', 'US', upper(:region))
    group by setting, cluster, split
)
select
    setting,
    split,
    sum(openings) as openings,
    count(*) as employers,
    round(sum(1.0 * openings / of_employer), 4) as employers_share
from own
group by setting, split
order by setting, split
