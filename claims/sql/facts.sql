-- One row per opening that a verdict may rest on: its employer cluster and what the claims read of it.
-- :since, :window and :until are days of first posting; the table facts holds the window alone. An opening counts where the
-- board that showed it was completely crawled before it came. A fact that the postings leave unsaid is null.
create temp table history as
with first_complete as (
    select source, substr(min(started_at), 1, 10) as day
    from crawls
    where outcome = 'complete'
    group by source
),
watched as (
    select postings.opening, min(postings.source) as board
    from postings
    join openings on openings.id = postings.opening
    join first_complete on first_complete.source = postings.source and first_complete.day <= openings.first_on
    where postings.is_own and openings.first_on between :since and :until
    group by postings.opening
),
named as (
    select
        opening,
        max(credential = 'CCS-P') as names_ccs_p,
        max(credential = 'CRC') as names_crc,
        max(
            credential in (select code from credentials where issuer = 'AAPC' and level = 'specialty')
        ) as names_specialty,
        max(credential in ('RHIT', 'RHIA')) as names_rhit_rhia,
        max(credential in ('CPC-A', 'COC-A', 'CIC-A', 'CRC-A', 'CCA')) as names_apprentice
    from opening_credentials
    group by opening
),
mentioned as (
    select
        opening,
        max(mention = 'drg') as mentions_drg,
        max(mention = 'icd10pcs') as mentions_icd10pcs,
        max(mention = 'abstracting') as mentions_abstracting,
        max(mention = 'automation') as mentions_automation
    from opening_mentions
    group by opening
),
special as (
    select
        opening,
        max(specialty in ('oncology', 'interventional_radiology', 'orthopedics')) as is_complex,
        max(specialty = 'primary_care') as is_primary_care
    from opening_specialties
    group by opening
),
placed as (
    select
        opening_places.opening,
        case when min(opening_places.state) = max(opening_places.state) then min(opening_places.state) end as state,
        case when min(states.region) = max(states.region) then min(states.region) end as region,
        case when min(states.division) = max(states.division) then min(states.division) end as division
    from opening_places
    join states on states.code = opening_places.state
    group by opening_places.opening
)
select
    openings.opening,
    openings.cluster,
    openings.postings,
    1.0 as weight,
    watched.board,
    openings.first_on >= :window as in_window,
    substr(openings.first_on, 1, 7) as month,
    openings.job_class = 'coder' as is_coder,
    openings.role,
    openings.setting,
    openings.setting_family,
    case
        when openings.setting_family in ('hospital', 'ambulatory') then openings.setting_family
        when openings.setting = 'federal' then 'federal'
        when openings.setting in ('billing_company', 'staffing_agency', 'software_vendor') then 'vendor'
        else 'other'
    end as family,
    openings.setting <> 'unknown' as states_setting,
    employers.name like 'VA %' or employers.name like '% VA %' or employers.name like '%Veterans%' as is_va,
    openings.inpatient,
    openings.outpatient,
    openings.professional,
    openings.inpatient or openings.outpatient or openings.professional
        or openings.risk_adjustment or openings.post_acute as states_work_type,
    openings.outpatient or openings.professional as is_ambulatory_work,
    case
        when openings.inpatient and (openings.outpatient or openings.professional) then 'both'
        when openings.inpatient then 'inpatient'
        when openings.outpatient or openings.professional then 'ambulatory'
        else 'other'
    end as side,
    case when openings.remote <> 'unstated' then openings.remote = 'remote' end as is_remote,
    openings.annual_pay,
    openings.annual_pay_high,
    case when openings.pay_unit = 'item' then (openings.pay_low + openings.pay_high) / 2 end as item_pay,
    openings.experience_years,
    placed.state,
    placed.region,
    coalesce(placed.division, '') as division,
    asked.opening is not null as names_any,
    coalesce(asked.names_cpc, 0) as names_cpc,
    coalesce(asked.names_ccs, 0) as names_ccs,
    coalesce(asked.requires_cpc, 0) as requires_cpc,
    coalesce(asked.requires_ccs, 0) as requires_ccs,
    coalesce(asked.names_both, 0) as names_both,
    coalesce(asked.either, 0) as takes_either,
    coalesce(asked.only_cpc, 0) as only_cpc,
    coalesce(asked.only_ccs, 0) as only_ccs,
    coalesce(asked.leans_cpc, 0) as leans_cpc,
    coalesce(asked.leans_ccs, 0) as leans_ccs,
    satisfied.cpc_alone as cpc_satisfies,
    satisfied.ccs_alone as ccs_satisfies,
    satisfied.both_together as both_satisfy,
    coalesce(named.names_ccs_p, 0) as names_ccs_p,
    coalesce(named.names_crc, 0) as names_crc,
    coalesce(named.names_specialty, 0) as names_specialty,
    coalesce(named.names_rhit_rhia, 0) as names_rhit_rhia,
    coalesce(named.names_apprentice, 0) as names_apprentice,
    coalesce(mentioned.mentions_drg, 0) as mentions_drg,
    coalesce(mentioned.mentions_icd10pcs, 0) as mentions_icd10pcs,
    coalesce(mentioned.mentions_abstracting, 0) as mentions_abstracting,
    coalesce(mentioned.mentions_automation, 0) as mentions_automation,
    coalesce(special.is_complex, 0) as is_complex,
    coalesce(special.is_primary_care, 0) as is_primary_care
from watched
join tagged_openings as openings on openings.opening = watched.opening
join employers on employers.id = openings.employer
join opening_satisfied as satisfied on satisfied.opening = watched.opening
left join opening_cpc_ccs as asked on asked.opening = watched.opening
left join named on named.opening = watched.opening
left join mentioned on mentioned.opening = watched.opening
left join special on special.opening = watched.opening
left join placed on placed.opening = watched.opening
order by openings.cluster
