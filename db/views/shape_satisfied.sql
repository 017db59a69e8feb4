-- One row per shape: whether the CPC alone, the CCS alone, and both together satisfy it.
with holders (held, credential) as (
    values ('cpc', 'CPC'), ('ccs', 'CCS'), ('both', 'CPC'), ('both', 'CCS')
),
accepts (held, credential) as (
    select held, credential from holders
    union
    select holders.held, credential_implies.satisfies
    from holders join credential_implies on credential_implies.held = holders.credential
),
met as (
    select
        shape_groups.shape,
        shape_groups.level,
        shape_groups.or_experience or max(accepts.held is 'cpc') as by_cpc,
        shape_groups.or_experience or max(accepts.held is 'ccs') as by_ccs,
        shape_groups.or_experience or max(accepts.held is 'both') as by_both
    from shape_groups
    join shape_credentials
        on shape_credentials.shape = shape_groups.shape and shape_credentials.group_no = shape_groups.group_no
    left join accepts on accepts.credential = shape_credentials.credential
    group by shape_groups.shape, shape_groups.group_no
),
judged as (
    select
        shape,
        max(level = 'required') as is_required,
        min(level <> 'required' or by_cpc) as all_by_cpc,
        min(level <> 'required' or by_ccs) as all_by_ccs,
        min(level <> 'required' or by_both) as all_by_both,
        max(by_cpc) as any_by_cpc,
        max(by_ccs) as any_by_ccs,
        max(by_both) as any_by_both
    from met
    group by shape
)
select
    shapes.id as shape,
    coalesce(iif(is_required, all_by_cpc, any_by_cpc), 1) as cpc_alone,
    coalesce(iif(is_required, all_by_ccs, any_by_ccs), 1) as ccs_alone,
    coalesce(iif(is_required, all_by_both, any_by_both), 1) as both_together
from shapes left join judged on judged.shape = shapes.id
