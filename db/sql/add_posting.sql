insert into postings (
    id, key, source, employer, opening, first_seen, last_seen, fetched_at, list_hash, {compared}
) values (?, ?, ?, ?, ?, ?, ?, ?, ?, {marks})
