-- What is packed of each opening that is coding work; of the others nothing is.
select
    dirty.opening,
    openings.profile,
    openings.annual_pay,
    openings.cluster,
    cast(replace(openings.first_on, '-', '') as integer),
    openings.postings,
    1,
    openings.closed_at is null,
    openings.experience_years is null
from temp.dirty left join openings on openings.id = dirty.opening and openings.profile is not null
order by dirty.opening
