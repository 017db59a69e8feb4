-- One row per source whose list was ever read to its end: how many postings the newest such list held.
-- An empty list where five or more stood before is more often a fault than the truth: it counts after a week of them.
with whole as (
    select source, started_at, outcome, listed from crawls where outcome in ('complete', 'shrunken')
),

believed as (
    select source, started_at, listed from whole as empty
    where outcome = 'complete' or listed > 0 or (
        with before as (
            select started_at, listed from whole
            where source = empty.source and started_at < empty.started_at and listed > 0
            order by started_at desc limit 1
        )
        select before.listed < 5 or exists (
            select 1 from whole
            where source = empty.source and started_at > before.started_at
                and julianday(started_at) <= julianday(empty.started_at) - 6.5
        )
        from before
    )
)

select sources.slug, believed.listed
from believed join sources on sources.id = believed.source
group by believed.source
having believed.started_at = max(believed.started_at)
