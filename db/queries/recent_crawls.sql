-- title: Recent crawls
-- description: How the last crawls of each board went: advertised, listed, fetched, failed, and the outcome.
select
    sources.slug as source,
    sources.platform,
    crawls.started_at,
    crawls.finished_at,
    crawls.outcome,
    crawls.advertised,
    crawls.listed,
    crawls.screened_out,
    crawls.fetched,
    crawls.failed,
    crawls.blocked,
    crawls.skipped,
    crawls.note
from crawls join sources on sources.id = crawls.source
order by crawls.started_at desc, sources.slug
limit 200
