-- title: Openings of a region
-- description: The 200 newest coder openings with a place in a state (two letters) or a metro (CBSA number), with what they say.
select
    openings.id as opening,
    postings.title,
    employers.name as employer,
    openings.setting,
    openings.remote,
    openings.annual_pay,
    openings.first_on,
    openings.closed_at,
    postings.url
from json_each(credtrack_newest(:region, :setting, '', '', '', '', '')) as found
cross join openings on openings.id = found.value
join postings on postings.id = openings.id
join employers on employers.id = openings.employer
order by found.key
