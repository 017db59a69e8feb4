-- One row per source that was ever crawled to a report: when its last crawl began, how it ended, and how many crawls in a row were not complete.
select sources.slug, last.started_at, last.outcome, (
    select count(*) from crawls
    where source = last.source and started_at > coalesce(
        (select max(started_at) from crawls where source = last.source and outcome = 'complete'), ''
    )
) as in_a_row
from crawls as last
join sources on sources.id = last.source
group by last.source
having last.started_at = max(last.started_at)
