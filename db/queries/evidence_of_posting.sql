-- title: Why a posting is tagged as it is
-- description: Each value of one posting (by its number) with the words that prove it, 120 characters either side, and the rule that found them.
select field, value, words, words_before, words_after, found_in, rule
from evidence_quotes
where posting = cast(:posting as integer)
order by field, position
