-- Each opening falls into one class; "either" is one group that accepts both.
with chosen as ({chosen}),
asked as (
    select
        chosen.id,
        chosen.cluster,
        max(credential = 'CPC') as cpc,
        max(credential = 'CCS') as ccs,
        max(credential <> 'RN') as named
    from chosen left join opening_credentials on opening_credentials.opening = chosen.id
        and case :level when 'required' then is_required when 'preferred' then is_preferred else 1 end
    group by chosen.id
),
classed as (
    select
        asked.cluster,
        case
            when cpc and ccs then iif(
                exists (
                    select 1
                    from postings
                    cross join requirement_groups on requirement_groups.posting = postings.id
                    cross join requirement_credentials as first on first.requirement_group = requirement_groups.id
                        and first.credential = 'CPC'
                    cross join requirement_credentials as second on second.requirement_group = requirement_groups.id
                        and second.credential = 'CCS'
                    where postings.opening = asked.id and postings.is_own
                        and (:level is null or requirement_groups.level = :level)
                ),
                'either', 'both'
            )
            when cpc then 'CPC only'
            when ccs then 'CCS only'
            when named then 'other'
            else 'none named'
        end as class
    from asked
)
select class, cluster, count(*) from classed group by class, cluster
