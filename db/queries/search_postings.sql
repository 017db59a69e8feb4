-- title: Postings that hold a phrase
-- description: Postings whose title or text holds the words, next to each other and in their order.
select
    postings.id as posting,
    postings.title,
    employers.name as employer,
    postings.location_field,
    snippet(postings_fts, 1, '[', ']', ' … ', 16) as words,
    postings.posted_on,
    postings.closed_at,
    postings.url
from postings_fts
join postings on postings.id = postings_fts.rowid
join employers on employers.id = postings.employer
where postings_fts match '"' || replace(:words, '"', '""') || '"'
order by postings_fts.rowid desc
limit 100
