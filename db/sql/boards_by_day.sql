-- One row per day and source that was crawled to a report on it.
select distinct substr(crawls.started_at, 1, 10), sources.slug
from crawls join sources on sources.id = crawls.source
