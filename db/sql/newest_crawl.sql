-- One row: when the newest crawl began; empty before the first.
select max(started_at) from crawls
