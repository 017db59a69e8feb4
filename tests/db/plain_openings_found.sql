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
from openings
join postings on postings.id = openings.id
join employers on employers.id = openings.employer
where openings.job_class = 'coder'
    and (:setting = '' or openings.setting = :setting)
    and (:split = '' or openings.split = :split)
    and (:remote = '' or openings.remote = :remote)
    and (:month = '' or substr(openings.first_on, 1, 7) = :month)
    and case :work_type
        when '' then 1
        when 'inpatient' then openings.inpatient
        when 'outpatient' then openings.outpatient
        when 'professional' then openings.professional
        when 'risk_adjustment' then openings.risk_adjustment
        when 'post_acute' then openings.post_acute
    end
    and (
        :credential = ''
        or openings.id in (select opening from opening_credentials where credential = upper(:credential))
    )
    and (:state = '' or openings.id in (select opening from opening_places where state = upper(:state)))
order by openings.first_on desc, openings.id desc
limit 200
