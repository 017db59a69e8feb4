-- One row per opening that has been tagged, whatever its class.
select
    openings.id as opening,
    openings.employer,
    openings.cluster,
    openings.postings,
    openings.first_on,
    openings.first_seen,
    openings.last_seen,
    openings.closed_at,
    openings.job_class,
    openings.role,
    openings.setting,
    case
        when openings.setting in (
            'acute_hospital', 'academic_medical_center', 'health_system', 'rehab_hospital', 'ltach'
        ) then 'hospital'
        when openings.setting in (
            'physician_practice', 'multispecialty_clinic', 'surgery_center', 'outpatient_clinic'
        ) then 'ambulatory'
        when openings.setting = 'unknown' then 'unknown'
        else 'other'
    end as setting_family,
    openings.inpatient,
    openings.outpatient,
    openings.professional,
    openings.risk_adjustment,
    openings.post_acute,
    openings.remote,
    openings.states_scope,
    openings.pay_low,
    openings.pay_high,
    openings.pay_unit,
    openings.annual_pay,
    openings.annual_pay_high,
    openings.experience_years
from openings
where openings.is_tagged
