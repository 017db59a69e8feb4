-- What a reader sees of each opening: the employer's own posting that came first.
select
    chosen.value,
    lead.id,
    lead.title,
    employers.name,
    lead.location_field,
    lead.url,
    openings.first_seen,
    openings.closed_at
from json_each(?) as chosen
join openings on openings.id = chosen.value
join employers on employers.id = openings.employer
join postings as lead on lead.id = (
    select id from postings
    where postings.opening = chosen.value
    order by is_own desc, closed_at is not null, key
    limit 1
)
