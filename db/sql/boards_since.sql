-- One row per source whose board was read to a report in a crawl that began then or later.
select distinct sources.slug
from crawls join sources on sources.id = crawls.source
where crawls.started_at >= ?
