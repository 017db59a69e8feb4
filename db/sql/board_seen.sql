update postings set
    last_seen = max(last_seen, ?1),
    absent_count = 0,
    closed_reason = case when closed_at < ?1 then null else closed_reason end,
    closed_at = case when closed_at < ?1 then null else closed_at end
where source = ?2 and key in (select key from temp.listed)
