-- Openings of which a posting was closed just now, or that count as closed with a posting that is open.
select opening from postings where source = ?1 and closed_at = ?2
union
select postings.opening
from postings join openings on openings.id = postings.opening
where postings.source = ?1 and postings.closed_at is null and openings.closed_at is not null
