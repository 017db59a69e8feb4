-- The other postings of the same opening, with what joined them.
select
    postings.id, postings.key, postings.title, sources.slug, postings.location_field, postings.posted_on,
    postings.closed_at,
    (select reason from opening_joins where posting = postings.id and opening = :opening limit 1)
from postings join sources on sources.id = postings.source
where postings.opening = :opening and postings.id <> :id
order by postings.id
limit 100
