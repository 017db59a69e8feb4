-- title: Why a posting is tagged as it is
-- description: Each value of one posting (by its number) with the words that prove it and the rule that found them.
select
    evidence.field,
    evidence.value,
    case evidence.found_in
        when 'text' then substr(posting_texts.text, start_at + 1, end_at - start_at)
        when 'title' then substr(postings.title, start_at + 1, end_at - start_at)
        when 'locations' then substr(postings.location_field, start_at + 1, end_at - start_at)
    end as words,
    evidence.found_in,
    evidence.rule
from evidence
join postings on postings.id = evidence.posting
join posting_texts on posting_texts.posting = evidence.posting
where evidence.posting = cast(:posting as integer)
order by evidence.field, evidence.position
