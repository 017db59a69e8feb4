-- What two postings are compared by.
select
    postings.id,
    postings.employer,
    postings.requisition,
    cast(julianday(coalesce(postings.posted_on, substr(postings.first_seen, 1, 10))) as integer) as day,
    cast(julianday(substr(postings.closed_at, 1, 10)) as integer) as closed,
    postings.title,
    postings.setting,
    postings.source,
    posting_texts.text
from postings join posting_texts on posting_texts.posting = postings.id
where postings.id = ?
