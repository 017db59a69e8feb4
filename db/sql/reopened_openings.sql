-- Openings that count as closed with a posting that is open, and those that are named.
select postings.opening
from postings join openings on openings.id = postings.opening
where postings.key in (select value from json_each(?)) and postings.closed_at is null and openings.closed_at is not null
union
select value from json_each(?)
