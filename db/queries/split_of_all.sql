-- title: CPC or CCS, all settings together
-- description: How openings ask for the CPC and the CCS. employers_share counts each employer once, shared out over its own openings.
with own as (
    select
        cluster,
        split,
        sum(openings) as openings,
        sum(sum(openings)) over (partition by cluster) as of_employer
    from demand_employer
    where region = 'US'
    group by cluster, split
)
select split, sum(openings) as openings, round(sum(1.0 * openings / of_employer), 4) as employers_share
from own
group by split
order by split
