insert into posting_events (posting, at, kind, reason)
select id, closes_on || 'T23:59:59+00:00', 'closed', 'declared' from postings where id in (select value from json_each(?))
