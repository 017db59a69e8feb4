-- The openings of these numbers (a JSON array), newest first.
select
    openings.id,
    postings.title,
    employers.name,
    postings.location_field,
    openings.setting,
    openings.split,
    openings.remote,
    openings.annual_pay,
    openings.first_on,
    substr(openings.closed_at, 1, 10),
    postings.url
from openings
join postings on postings.id = openings.id
join employers on employers.id = openings.employer
where openings.id in (select value from json_each(:ids))
order by openings.first_on desc, openings.id desc
