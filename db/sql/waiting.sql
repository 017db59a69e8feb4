-- The postings of a batch whose content is still what the tagger read.
select
    postings.key, postings.id, postings.content_hash, postings.tagged_hash is not null, posting_texts.text,
    postings.title, posting_texts.body
from postings join posting_texts on posting_texts.posting = postings.id
where postings.key in (select value from json_each(?))
