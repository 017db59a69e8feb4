-- One row per opening that a verdict may rest on: its employer cluster and what the claims read of it.
-- The days of the table bounds are those of first posting: of the history, and of the year (window). An opening counts where the board that showed it was completely
-- crawled before it came. A fact that the postings leave unsaid is null. What is asked for stands in the table asks, by shape.
-- What postings and places say is gathered by opening first: a join on whole numbers is a third of the work of one on a subquery.
-- It is gathered anew for each weighing, since postings may have come or gone; a command weighs but once.
create temp table mentioned (
    opening integer primary key,
    mentions_drg integer,
    mentions_icd10pcs integer,
    mentions_abstracting integer,
    mentions_automation integer
);

insert into temp.mentioned
select
    postings.opening,
    max(mention = 'drg'),
    max(mention = 'icd10pcs'),
    max(mention = 'abstracting'),
    max(mention = 'automation')
from posting_mentions
join postings on postings.id = posting_mentions.posting and postings.is_own
group by postings.opening;

create temp table special (opening integer primary key, is_complex integer, is_primary_care integer);

insert into temp.special
select
    postings.opening,
    max(specialty in ('oncology', 'interventional_radiology', 'orthopedics')),
    max(specialty = 'primary_care')
from posting_specialties
join postings on postings.id = posting_specialties.posting and postings.is_own
group by postings.opening;

create temp table placed (opening integer primary key, state text, region text, division text);

insert into temp.placed
select
    opening_places.opening,
    case when min(opening_places.state) = max(opening_places.state) then min(opening_places.state) end,
    case when min(states.region) = max(states.region) then min(states.region) end,
    case when min(states.division) = max(states.division) then min(states.division) end
from opening_places
join states on states.code = opening_places.state
group by opening_places.opening;

create temp view history as
with first_complete as materialized (
    select source, substr(min(started_at), 1, 10) as day
    from crawls
    where outcome = 'complete'
    group by source
),
watched as (
    -- Openings come first (cross join, and no index on the board), so that grouping needs no sorting.
    select openings.id as opening, min(postings.source) as board
    from openings
    cross join postings on postings.opening = openings.id and postings.is_own
    join first_complete on first_complete.source = +postings.source and first_complete.day <= openings.first_on
    where openings.first_on between (select since from temp.bounds) and (select until from temp.bounds)
    group by openings.id
)
select
    openings.opening,
    openings.cluster,
    openings.postings,
    shaped.shape,
    watched.board,
    openings.first_on >= (select year from temp.bounds) as in_window,
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
    openings.employer in (
        select id from employers where name like 'VA %' or name like '% VA %' or name like '%Veterans%'
    ) as is_va,
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
    coalesce(mentioned.mentions_drg, 0) as mentions_drg,
    coalesce(mentioned.mentions_icd10pcs, 0) as mentions_icd10pcs,
    coalesce(mentioned.mentions_abstracting, 0) as mentions_abstracting,
    coalesce(mentioned.mentions_automation, 0) as mentions_automation,
    coalesce(special.is_complex, 0) as is_complex,
    coalesce(special.is_primary_care, 0) as is_primary_care
from watched
join tagged_openings as openings on openings.opening = watched.opening
join openings as shaped on shaped.id = watched.opening
left join temp.mentioned on mentioned.opening = watched.opening
left join temp.special on special.opening = watched.opening
left join temp.placed on placed.opening = watched.opening;
