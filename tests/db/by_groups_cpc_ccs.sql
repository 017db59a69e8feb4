-- One row per opening that names any credential: how it asks for the CPC and the CCS.
with named as (
    select
        opening_credentials.opening,
        max(credential = 'CPC') as names_cpc,
        max(credential = 'CCS') as names_ccs,
        max(credential = 'CPC' and is_required) as requires_cpc,
        max(credential = 'CCS' and is_required) as requires_ccs,
        max(credential not in ('CPC', 'CCS')) as names_other
    from opening_credentials
    join credentials on credentials.code = opening_credentials.credential
    where credentials.code <> 'RN'
    group by opening_credentials.opening
),
groups as (
    select
        opening,
        requirement_group,
        max(credential = 'CPC') as has_cpc,
        max(credential = 'CCS') as has_ccs,
        max(credential in ('CPC', 'ANY', 'AAPC')) as lets_cpc_in,
        max(credential in ('CCS', 'ANY', 'AHIMA')) as lets_ccs_in
    from opening_requirements
    group by opening, requirement_group
),
choices as (
    select
        opening,
        max(has_cpc and has_ccs) as either,
        max(has_cpc and lets_ccs_in) as ccs_beside_cpc,
        max(has_ccs and lets_cpc_in) as cpc_beside_ccs
    from groups
    group by opening
)
select
    named.opening,
    names_cpc,
    names_ccs,
    names_other,
    requires_cpc,
    requires_ccs,
    names_cpc and names_ccs as names_both,
    coalesce(either, 0) as either,
    names_cpc and not names_ccs and not coalesce(ccs_beside_cpc, 0) as only_cpc,
    names_ccs and not names_cpc and not coalesce(cpc_beside_ccs, 0) as only_ccs,
    (names_cpc and not names_ccs and not coalesce(ccs_beside_cpc, 0))
        or (requires_cpc and names_ccs and not requires_ccs) as leans_cpc,
    (names_ccs and not names_cpc and not coalesce(cpc_beside_ccs, 0))
        or (requires_ccs and names_cpc and not requires_cpc) as leans_ccs
from named left join choices on choices.opening = named.opening
