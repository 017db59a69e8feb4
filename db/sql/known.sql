select postings.key, postings.list_hash, postings.fetched_at
from postings join sources on sources.id = postings.source
where sources.slug = ? and postings.closed_at is null
