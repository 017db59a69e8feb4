update postings set closed_at = closes_on || 'T23:59:59+00:00', closed_reason = 'declared'
where id in (select value from json_each(?))
