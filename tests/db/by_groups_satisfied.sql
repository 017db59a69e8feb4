-- One row per tagged opening: whether the CPC alone, the CCS alone, and both together satisfy it.
with holders (held, holds_cpc, holds_ccs) as (values ('cpc', 1, 0), ('ccs', 0, 1), ('both', 1, 1)),
accepted as (
    select
        requirement_groups.posting,
        requirement_groups.id,
        requirement_groups.level,
        max(
            requirement_groups.or_experience
            or requirement_credentials.credential in ('CPC', 'CPC-A', 'AAPC', 'ANY')
        ) as by_cpc,
        max(
            requirement_groups.or_experience
            or requirement_credentials.credential in ('CCS', 'AHIMA', 'ANY')
        ) as by_ccs
    from requirement_groups
    join requirement_credentials on requirement_credentials.requirement_group = requirement_groups.id
    group by requirement_groups.id
),
judged as (
    select
        postings.opening,
        holders.held,
        count(*) filter (where accepted.level = 'required') as required,
        count(*) filter (
            where accepted.level = 'required' and not (by_cpc and holds_cpc or by_ccs and holds_ccs)
        ) as missed,
        count(*) filter (
            where accepted.level = 'preferred' and (by_cpc and holds_cpc or by_ccs and holds_ccs)
        ) as met_preferred
    from accepted
    join postings on postings.id = accepted.posting and postings.is_own
    cross join holders
    group by postings.opening, holders.held
)
select
    openings.id as opening,
    coalesce(
        max(case when held = 'cpc' then iif(required > 0, missed = 0, met_preferred > 0) end), 1
    ) as cpc_alone,
    coalesce(
        max(case when held = 'ccs' then iif(required > 0, missed = 0, met_preferred > 0) end), 1
    ) as ccs_alone,
    coalesce(
        max(case when held = 'both' then iif(required > 0, missed = 0, met_preferred > 0) end), 1
    ) as both_together
from openings left join judged on judged.opening = openings.id
where openings.is_tagged
group by openings.id
