-- One row per employer setting: its coder openings, and the shares that name a credential or are remote.
select
    setting,
    count(*),
    avg(coalesce(names_cpc, 0)),
    avg(coalesce(names_ccs, 0)),
    avg(opening_cpc_ccs.opening is null),
    avg(remote = 'remote')
from coder_openings left join opening_cpc_ccs on opening_cpc_ccs.opening = coder_openings.opening
group by setting
order by count(*) desc
