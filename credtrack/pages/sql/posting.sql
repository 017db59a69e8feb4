-- One posting with its text, its employer and its board.
select
    postings.id, postings.key, postings.opening, postings.title, employers.name, postings.location_field, postings.url,
    postings.posted_on, postings.posted_kind, postings.first_seen, postings.last_seen, postings.closed_at,
    postings.closed_reason, sources.slug, postings.requisition, postings.job_class,
    coalesce(posting_texts.text, '')
from postings
join employers on employers.id = postings.employer
join sources on sources.id = postings.source
left join posting_texts on posting_texts.posting = postings.id
where postings.id = :id
