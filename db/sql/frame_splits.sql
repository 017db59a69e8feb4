-- The class of each shape: whatever the level, and as its required and its preferred groups alone say.
-- "either" is one group that accepts both.
with levels (level) as (values ('any'), ('required'), ('preferred')),
groups as (
    select
        shape_groups.shape,
        level,
        max(credential = 'CPC') as has_cpc,
        max(credential = 'CCS') as has_ccs,
        max(credential <> 'RN') as has_any
    from shape_groups
    join shape_credentials
        on shape_credentials.shape = shape_groups.shape and shape_credentials.group_no = shape_groups.group_no
    group by shape_groups.shape, shape_groups.group_no
),
asked as (
    select
        shapes.id as shape,
        levels.level,
        max(has_cpc) as cpc,
        max(has_ccs) as ccs,
        max(has_cpc and has_ccs) as either,
        max(has_any) as named
    from shapes cross join levels
    left join groups on groups.shape = shapes.id and levels.level in ('any', groups.level)
    group by shapes.id, levels.level
)
select
    shape,
    level,
    case
        when either then 'either'
        when cpc and ccs then 'both'
        when cpc then 'CPC only'
        when ccs then 'CCS only'
        when named then 'other'
        else 'none named'
    end
from asked
