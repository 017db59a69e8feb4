-- The words that prove the tags of an opening's own postings, in their order.
select
    evidence.field,
    evidence.value,
    evidence.found_in,
    trim(substr(
        case evidence.found_in
            when 'text' then substr(posting_texts.text, start_at + 1, end_at - start_at)
            when 'title' then substr(postings.title, start_at + 1, end_at - start_at)
            when 'employer' then substr(employers.name, start_at + 1, end_at - start_at)
            when 'locations' then substr(postings.location_field, start_at + 1, end_at - start_at)
            else ''
        end,
        1,
        240
    )) as words
from postings
join evidence on evidence.posting = postings.id
join posting_texts on posting_texts.posting = postings.id
join employers on employers.id = postings.employer
where postings.opening = :opening and postings.is_own
order by postings.key, evidence.position
