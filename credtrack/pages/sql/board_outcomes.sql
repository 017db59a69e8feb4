-- One row per way in which boards ended their last crawl: how many did.
select outcome, count(*) from (
    select outcome from crawls
    group by source
    having started_at = max(started_at)
)
group by outcome
order by count(*) desc, outcome
