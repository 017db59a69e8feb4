-- The newest postings that hold the words, as one row: thousands of rows would make a thread wait thousands of times
-- for others that are at work.
select group_concat(id)
from (
    select rowid as id
    from postings_fts
    where postings_fts match :words and rowid < :before
    order by rowid desc
    limit :most
)
