-- The coder openings that a request asks for; {place} and {work_type} are fragments of our own.
select
    id, cluster, employer, postings, setting, remote, states_scope, annual_pay, experience_years,
    inpatient + outpatient + professional + risk_adjustment + post_acute as work_types,
    first_on, closed_at, split
from openings
where job_class = 'coder'
    and (:since is null or first_on >= :since)
    and (:until is null or first_on <= :until)
    and (:setting is null or setting = :setting)
    and {work_type}
    and {place}
