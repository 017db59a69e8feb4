-- One row per opening whose main duty is coding.
select
    opening, employer, cluster, postings, first_on, first_seen, last_seen, closed_at, job_class, role, setting,
    setting_family, inpatient, outpatient, professional, risk_adjustment, post_acute, remote, states_scope,
    pay_low, pay_high, pay_unit, annual_pay, annual_pay_high, experience_years
from tagged_openings
where job_class = 'coder'
