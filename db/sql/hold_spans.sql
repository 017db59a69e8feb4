-- Dates and count over all postings of an opening; closed only where every posting is.
insert into temp.spans
select
    opening,
    count(*),
    min(coalesce(posted_on, substr(first_seen, 1, 10))),
    min(first_seen),
    max(last_seen),
    case when count(closed_at) = count(*) then max(closed_at) end
from postings
where opening in (select opening from temp.dirty)
group by opening
