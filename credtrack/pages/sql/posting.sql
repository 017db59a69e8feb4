-- One posting with its text, its employer, its board and its opening.
select
    postings.id, postings.opening, postings.title, employers.name, postings.location_field, postings.url,
    postings.posted_on, postings.posted_kind, postings.first_seen, postings.last_seen, postings.closed_at,
    postings.closed_reason, sources.slug, postings.requisition, postings.job_class, postings.is_own,
    coalesce(posting_texts.text, ''), openings.postings, openings.first_on
from postings
join employers on employers.id = postings.employer
join sources on sources.id = postings.source
join openings on openings.id = postings.opening
left join posting_texts on posting_texts.posting = postings.id
where postings.id = :id
