update postings set
    fetched_at = max(fetched_at, ?1),
    last_seen = max(last_seen, ?1),
    list_hash = coalesce(?2, list_hash),
    closed_reason = case when closed_at < ?1 then null else closed_reason end,
    closed_at = case when closed_at < ?1 then null else closed_at end,
    absent_count = 0
where key = ?3
