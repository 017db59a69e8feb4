-- title: Openings, by what they ask
-- description: The 200 newest coder openings that fit: setting, split (CPC only, either, both, CCS only, other, none named), credential, remote, work type, state and month of first posting; empty words are no filter.
select
    openings.id as opening,
    postings.title,
    employers.name as employer,
    postings.location_field as location,
    openings.setting,
    openings.split,
    openings.remote,
    cast(round(openings.annual_pay) as integer) as annual_pay,
    openings.first_on,
    substr(openings.closed_at, 1, 10) as closed_on,
    postings.url
from json_each(
    credtrack_newest(:state, :setting, :work_type, :remote, :split, :credential, :month)
) as found
cross join openings on openings.id = found.value
join postings on postings.id = openings.id
join employers on employers.id = openings.employer
order by found.key
