-- The other tags are the union over the employer's own postings; unknown only where all are.
with said as materialized (
    select
        opening,
        coalesce(
            min(case when remote <> 'unstated' then remote end), min(remote)
        ) as remote,
        coalesce(
            min(case when states_scope <> 'unstated' then states_scope end), min(states_scope)
        ) as states_scope,
        min(experience_years) as experience_years,
        coalesce(group_concat((
            select group_concat(work_type) from posting_work_types where posting = postings.id
        )), '') as work_types
    from postings
    where is_own and opening in (select opening from temp.dirty)
    group by opening
),
stated as materialized (
    select
        opening,
        remote,
        states_scope,
        experience_years,
        work_types like '%inpatient%' as inpatient,
        work_types like '%outpatient%' as outpatient,
        work_types like '%professional%' as professional,
        work_types like '%risk_adjustment%' as risk_adjustment,
        work_types like '%post_acute%' as post_acute
    from said
)
update openings set
    remote = stated.remote,
    states_scope = stated.states_scope,
    experience_years = stated.experience_years,
    inpatient = stated.inpatient,
    outpatient = stated.outpatient,
    professional = stated.professional,
    risk_adjustment = stated.risk_adjustment,
    post_acute = stated.post_acute
from stated
where stated.opening = openings.id
    and (
        openings.remote, openings.states_scope, openings.experience_years, openings.inpatient, openings.outpatient,
        openings.professional, openings.risk_adjustment, openings.post_acute
    ) is not (
        stated.remote, stated.states_scope, stated.experience_years, stated.inpatient, stated.outpatient,
        stated.professional, stated.risk_adjustment, stated.post_acute
    )
