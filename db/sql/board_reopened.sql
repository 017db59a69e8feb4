insert into posting_events (posting, at, kind)
select postings.id, ?1, 'reopened'
from postings join temp.listed on listed.key = postings.key
where postings.source = ?2 and postings.closed_at < ?1
