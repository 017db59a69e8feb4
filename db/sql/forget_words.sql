insert into postings_fts (postings_fts, rowid, title, text) values (?, ?, ?, ?)
