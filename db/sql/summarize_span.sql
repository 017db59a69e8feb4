update openings set
    postings = span.postings, first_seen = span.first_seen, last_seen = span.last_seen, closed_at = span.closed_at
from temp.spans as span
where openings.id in (select opening from temp.dirty) and span.opening = openings.id
    and (openings.postings, openings.first_seen, openings.last_seen, openings.closed_at)
        is not (span.postings, span.first_seen, span.last_seen, span.closed_at)
