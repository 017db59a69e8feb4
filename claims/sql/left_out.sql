-- One row per group of openings, credential and employer: openings that name it; the credential '' counts all openings of
-- the group, and 'none' those that name no credential.
with grouped as (
    select opening, cluster, names_any, 'all' as grouping from temp.facts where is_coder
    union all
    select opening, cluster, names_any, 'setting ' || setting from temp.facts where is_coder and states_setting
    union all
    select opening, cluster, names_any, 'work ' || side from temp.facts where is_coder and states_work_type
)
select grouping, '' as credential, cluster, count(*) from grouped group by 1, 3
union all
select grouping, 'none', cluster, sum(not names_any) from grouped group by 1, 3
union all
select grouped.grouping, opening_credentials.credential, grouped.cluster, count(*)
from grouped join opening_credentials using (opening)
where opening_credentials.credential not in ('CPC', 'CCS', 'CCS-P', 'ANY', 'AAPC', 'AHIMA', 'RN')
group by 1, 2, 3
