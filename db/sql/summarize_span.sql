-- Dates and count over all postings of an opening; closed only where every posting is.
update openings set
    postings = span.n,
    first_on = span.first_on,
    first_seen = span.first_seen,
    last_seen = span.last_seen,
    closed_at = span.closed_at
from (
    select
        opening,
        count(*) as n,
        min(coalesce(posted_on, substr(first_seen, 1, 10))) as first_on,
        min(first_seen) as first_seen,
        max(last_seen) as last_seen,
        case when count(closed_at) = count(*) then max(closed_at) end as closed_at
    from postings
    where opening in (select opening from temp.dirty)
    group by opening
) as span
where span.opening = openings.id
