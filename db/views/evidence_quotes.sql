-- One row per value read from a posting: the words that prove it, with at most 120 characters either side.
select
    evidence.posting,
    evidence.position,
    evidence.field,
    evidence.value,
    case evidence.found_in
        when 'text' then substr(
            posting_texts.text, max(1, start_at - 119), min(120, start_at)
        )
    end as words_before,
    substr(
        case evidence.found_in
            when 'text' then substr(posting_texts.text, start_at + 1, end_at - start_at)
            when 'title' then substr(postings.title, start_at + 1, end_at - start_at)
            when 'locations' then substr(postings.location_field, start_at + 1, end_at - start_at)
        end,
        1,
        300
    ) as words,
    case evidence.found_in
        when 'text' then substr(posting_texts.text, end_at + 1, 120)
    end as words_after,
    evidence.found_in,
    evidence.rule
from evidence
join postings on postings.id = evidence.posting
join posting_texts on posting_texts.posting = evidence.posting
