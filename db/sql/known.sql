select postings.key, postings.list_hash, postings.fetched_at, validators.validator
from postings
join sources on sources.id = postings.source
left join validators on validators.posting = postings.id
where sources.slug = ? and (postings.closed_at is null or ?)
