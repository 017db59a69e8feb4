with profiled as materialized (
    select
        id,
        setting,
        remote,
        split,
        trim(
            iif(inpatient, 'inpatient ', '') || iif(outpatient, 'outpatient ', '')
            || iif(professional, 'professional ', '') || iif(risk_adjustment, 'risk_adjustment ', '')
            || iif(post_acute, 'post_acute', '')
        ) as work_types,
        coalesce((
            select group_concat(state, ' ') from (
                select distinct state from temp.places where opening = openings.id order by state
            )
        ), '') as states,
        coalesce((
            select group_concat(ask, ' ') from (
                select credential || iif(is_required, '!', '') || iif(is_preferred, '?', '') as ask
                from temp.asked where opening = openings.id order by credential
            )
        ), '') as asks,
        states_scope,
        shape,
        coalesce((
            select group_concat(place, ' ') from (
                select state || ':' || county_fips || ':' || cbsa as place
                from temp.places where opening = openings.id order by state, county_fips, cbsa
            )
        ), '') as places
    from temp.dirty cross join openings on openings.id = dirty.opening
    where job_class = 'coder'
)
insert into temp.profiled
select
    id,
    credtrack_hash(json_array(setting, remote, states_scope, work_types, places, shape)),
    setting, remote, split, work_types, states, asks, states_scope, shape, places
from profiled
