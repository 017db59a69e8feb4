insert into posting_events (posting, at, kind)
select id, ?1, 'reopened' from postings where key = ?2 and closed_at < ?1 and last_seen < ?1
