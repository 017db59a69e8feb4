insert into openings (id, employer, cluster, first_on, first_seen, last_seen) values (?, ?, ?, ?, ?, ?)
