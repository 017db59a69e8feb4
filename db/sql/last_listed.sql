-- One row per source with a complete crawl: how many postings the newest one listed.
select sources.slug, crawls.listed
from crawls join sources on sources.id = crawls.source
where crawls.outcome = 'complete'
group by crawls.source
having crawls.started_at = max(crawls.started_at)
