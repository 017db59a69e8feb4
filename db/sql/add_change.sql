insert into posting_events (posting, at, kind, field, old, new) values (?, ?, 'changed', ?, ?, ?)
