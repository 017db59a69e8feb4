-- What happened to a posting, oldest first.
select at, kind, field, old, new, reason
from posting_events
where posting = :id
order by at, id
limit 200
