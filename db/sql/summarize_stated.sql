-- The other tags are the union over the employer's own postings; unknown only where all are.
update openings set
    remote = stated.remote,
    states_scope = stated.states_scope,
    experience_years = stated.experience_years,
    inpatient = stated.work_types like '%inpatient%',
    outpatient = stated.work_types like '%outpatient%',
    professional = stated.work_types like '%professional%',
    risk_adjustment = stated.work_types like '%risk_adjustment%',
    post_acute = stated.work_types like '%post_acute%'
from (
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
) as stated
where stated.opening = openings.id
