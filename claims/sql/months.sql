-- One row per board and month in which the board was completely crawled at least once.
select distinct source, substr(started_at, 1, 7) as month
from crawls
where outcome = 'complete'
order by source, month
