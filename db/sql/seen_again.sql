-- It stands open again only where it was seen since, and not where the same fetch is stored once more: a file's posting
-- is closed as of its own last day, long before it was fetched.
update postings set
    fetched_at = max(fetched_at, ?1),
    last_seen = max(last_seen, ?1),
    list_hash = coalesce(?2, list_hash),
    closed_reason = case when closed_at < ?1 and last_seen < ?1 then null else closed_reason end,
    closed_at = case when closed_at < ?1 and last_seen < ?1 then null else closed_at end,
    absent_count = 0
where key = ?3
