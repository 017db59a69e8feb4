-- One row per source whose list was ever read to its end: how many postings the newest such list held.
select sources.slug, crawls.listed
from crawls join sources on sources.id = crawls.source
where crawls.outcome in ('complete', 'shrunken')
group by crawls.source
having crawls.started_at = max(crawls.started_at)
