-- `cross join` and `+` keep to the posting's own groups, never to all groups that name the CPC.
-- Each opening falls into one class; "either" is one group that accepts both.
with flags as materialized (
    select
        dirty.opening,
        max(credential = 'CPC') as cpc,
        max(credential = 'CCS') as ccs,
        max(credential <> 'RN') as named
    from temp.dirty left join temp.asked on asked.opening = dirty.opening
    group by dirty.opening
),
classed as materialized (
    select
        opening,
        case
            when cpc and ccs then iif(
                exists (
                    select 1
                    from postings
                    cross join requirement_groups on requirement_groups.posting = postings.id
                    cross join requirement_credentials as first on first.requirement_group = requirement_groups.id
                        and +first.credential = 'CPC'
                    cross join requirement_credentials as second on second.requirement_group = requirement_groups.id
                        and +second.credential = 'CCS'
                    where postings.opening = flags.opening and postings.is_own
                ),
                'either', 'both'
            )
            when cpc then 'CPC only'
            when ccs then 'CCS only'
            when named then 'other'
            else 'none named'
        end as split
    from flags
)
update openings set split = classed.split
from classed
where openings.id = classed.opening and openings.is_tagged and openings.split is not classed.split
