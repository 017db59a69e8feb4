-- title: Openings of a region
-- description: The newest coder openings with a place in a state (two letters) or a metro (CBSA number), with what they say.
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
from openings
join postings on postings.id = openings.id
join employers on employers.id = openings.employer
where openings.job_class = 'coder'
    and (:setting = '' or openings.setting = :setting)
    and openings.id in (
        select opening from opening_places where state = upper(:region) or cbsa = :region and cbsa <> ''
    )
order by openings.first_on desc, openings.id desc
limit 500
