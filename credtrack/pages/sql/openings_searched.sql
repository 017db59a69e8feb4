-- The newest postings that hold the words, as one row: thousands of rows would make a thread wait thousands of times
-- for others that are at work. Where it is kept who holds some of them, only those: a byte of :held for each number.
select group_concat(id)
from (
    select rowid as id
    from postings_fts
    where postings_fts match :words and rowid < :before
        and (:held is null or substr(:held, rowid + 1, 1) = x'01')
    order by rowid desc
    limit :most
)
