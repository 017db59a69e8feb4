select
    evidence.posting, evidence.position, evidence.field, evidence.value, evidence.rule, evidence.found_in,
    case evidence.found_in
        when 'text' then substr(posting_texts.text, start_at + 1, end_at - start_at)
        when 'title' then substr(postings.title, start_at + 1, end_at - start_at)
        when 'locations' then substr(postings.location_field, start_at + 1, end_at - start_at)
    end as words
from evidence
join postings on postings.id = evidence.posting
join posting_texts on posting_texts.posting = evidence.posting
