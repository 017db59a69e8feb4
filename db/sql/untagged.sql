-- The postings that wait for their tags; {older} adds those that another tagger read.
select
    postings.key, postings.content_hash, postings.title, employers.name, postings.employer_kind,
    postings.location_field, postings.remote_field, postings.employment_field,
    postings.board_pay_low, postings.board_pay_high, postings.board_pay_unit,
    posting_texts.body, posting_texts.text, posting_texts.body_kind
from postings
join employers on employers.id = postings.employer
join posting_texts on posting_texts.posting = postings.id
where postings.tagged_hash is not postings.content_hash {older}
order by postings.id
limit :limit
