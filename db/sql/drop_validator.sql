-- Forget by what a posting's page was known, for it came without this time.
delete from validators where posting = (select id from postings where key = ?)
