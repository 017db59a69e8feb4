-- The words that prove the tags of an opening's own postings, with some before and after them, in their order.
select
    evidence_quotes.field,
    evidence_quotes.value,
    evidence_quotes.found_in,
    coalesce(evidence_quotes.words_before, ''),
    coalesce(evidence_quotes.words, iif(evidence_quotes.found_in = 'employer', employers.name, ''), ''),
    coalesce(evidence_quotes.words_after, '')
from postings
join evidence_quotes on evidence_quotes.posting = postings.id
join employers on employers.id = postings.employer
where postings.opening = :opening and postings.is_own
order by postings.key, evidence_quotes.position
