update openings set last_seen = max(last_seen, ?1)
where id in (select opening from postings where source = ?2 and last_seen = ?1)
