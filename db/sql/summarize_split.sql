-- `cross join` keeps the order of tables: from the posting to its groups, never from all groups that name the CPC.
-- Each opening falls into one class; "either" is one group that accepts both.
update openings set split = case
    when cpc and ccs then iif(
        exists (
            select 1
            from postings
            cross join requirement_groups on requirement_groups.posting = postings.id
            cross join requirement_credentials as first on first.requirement_group = requirement_groups.id
                and first.credential = 'CPC'
            cross join requirement_credentials as second on second.requirement_group = requirement_groups.id
                and second.credential = 'CCS'
            where postings.opening = openings.id and postings.is_own
        ),
        'either', 'both'
    )
    when cpc then 'CPC only'
    when ccs then 'CCS only'
    when named then 'other'
    else 'none named'
end
from (
    select
        dirty.opening,
        max(credential = 'CPC') as cpc,
        max(credential = 'CCS') as ccs,
        max(credential <> 'RN') as named
    from temp.dirty left join opening_credentials on opening_credentials.opening = dirty.opening
    group by dirty.opening
) as asked
where asked.opening = openings.id and openings.is_tagged
