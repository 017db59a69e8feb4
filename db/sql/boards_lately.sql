-- One row per source that was ever crawled to a report: its last two outcomes, and the last time its list was complete.
with lately as (
    select
        source,
        outcome,
        listed,
        finished_at,
        note,
        row_number() over (partition by source order by started_at desc) as back
    from crawls
)
select
    sources.slug,
    sources.platform,
    last.outcome,
    before.outcome as outcome_before,
    last.listed,
    last.finished_at,
    (select max(finished_at) from crawls where source = last.source and outcome = 'complete') as complete_at,
    last.note
from lately as last
join sources on sources.id = last.source
left join lately as before on before.source = last.source and before.back = 2
where last.back = 1
order by sources.slug
