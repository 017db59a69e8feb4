-- The words that prove each value of a posting, in the order of its fields.
select field, value, start_at, end_at, rule, found_in
from evidence
where posting = :id
order by position
