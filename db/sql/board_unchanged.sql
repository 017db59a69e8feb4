-- Mark the postings as read that their host says are as they were.
update postings set fetched_at = ? where key in (select key from temp.unchanged)
