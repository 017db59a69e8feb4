-- A posting fetched after this crawl began is there, whatever an older list says.
update postings set absent_count = absent_count + 1
where source = ?1 and closed_at is null and last_seen < ?2
    and key not in (select key from temp.listed) and key not in (select key from temp.declared)
