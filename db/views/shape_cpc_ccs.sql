-- One row per shape that names any credential: how it asks for the CPC and the CCS.
with groups as (
    select
        shape_groups.shape,
        level,
        max(credential = 'CPC') as has_cpc,
        max(credential = 'CCS') as has_ccs,
        max(credential not in ('CPC', 'CCS', 'RN')) as has_other,
        max(credential in ('CPC', 'ANY', 'AAPC')) as lets_cpc_in,
        max(credential in ('CCS', 'ANY', 'AHIMA')) as lets_ccs_in
    from shape_groups
    join shape_credentials
        on shape_credentials.shape = shape_groups.shape and shape_credentials.group_no = shape_groups.group_no
    group by shape_groups.shape, shape_groups.group_no
),
asked as (
    select
        shape,
        max(has_cpc) as names_cpc,
        max(has_ccs) as names_ccs,
        max(has_other) as names_other,
        max(has_cpc and level = 'required') as requires_cpc,
        max(has_ccs and level = 'required') as requires_ccs,
        max(has_cpc and has_ccs) as either,
        max(has_cpc and lets_ccs_in) as ccs_beside_cpc,
        max(has_ccs and lets_cpc_in) as cpc_beside_ccs
    from groups
    group by shape
)
select
    shape,
    names_cpc,
    names_ccs,
    names_other,
    requires_cpc,
    requires_ccs,
    names_cpc and names_ccs as names_both,
    either,
    names_cpc and not names_ccs and not ccs_beside_cpc as only_cpc,
    names_ccs and not names_cpc and not cpc_beside_ccs as only_ccs,
    (names_cpc and not names_ccs and not ccs_beside_cpc)
        or (requires_cpc and names_ccs and not requires_ccs) as leans_cpc,
    (names_ccs and not names_cpc and not cpc_beside_ccs)
        or (requires_ccs and names_cpc and not requires_cpc) as leans_ccs
from asked
where names_cpc or names_ccs or names_other
