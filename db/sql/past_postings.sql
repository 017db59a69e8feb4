-- The open postings among these whose last day is over.
select id
from postings
where key in (select value from json_each(?1)) and closed_at is null
    and closes_on < ?2 and closes_on >= coalesce(posted_on, substr(first_seen, 1, 10))
order by id
