-- What the matcher reads of each opening of temp.dirty that is coding work; of the others nothing is.
-- `+` keeps to the places of the posting at hand, never to all in the state.
select
    dirty.opening,
    (select min(key) from postings where postings.opening = dirty.opening and is_own),
    iif(openings.id is null, null, json_array(
        openings.remote,
        openings.states_scope,
        json((
            select json_group_array(json(spot)) from (
                select distinct json_array(
                    state, coalesce(county_fips, ''), coalesce(cbsa, ''), latitude, longitude
                ) as spot
                from postings cross join locations on locations.posting = postings.id
                where postings.opening = dirty.opening and postings.is_own and state is not null
                union
                select json_array(posting_states.state, '', '', null, null)
                from postings cross join posting_states on posting_states.posting = postings.id
                where postings.opening = dirty.opening and postings.is_own and not exists (
                    select 1
                    from postings as own cross join locations on locations.posting = own.id
                    where own.opening = dirty.opening and own.is_own and +locations.state = posting_states.state
                )
                order by spot
            )
        ))
    )),
    iif(openings.id is null, null, json_array(
        openings.setting,
        json((
            select json_group_array(work_type) from (
                select 'inpatient' as work_type where openings.inpatient
                union all select 'outpatient' where openings.outpatient
                union all select 'post_acute' where openings.post_acute
                union all select 'professional' where openings.professional
                union all select 'risk_adjustment' where openings.risk_adjustment
            )
        )),
        json((
            select json_group_array(specialty) from (
                select distinct specialty
                from postings cross join posting_specialties on posting_specialties.posting = postings.id
                where postings.opening = dirty.opening and postings.is_own
                order by specialty
            )
        )),
        (
            select employment_type from postings
            where postings.opening = dirty.opening and postings.is_own
            order by employment_type is null, key
            limit 1
        )
    )),
    openings.shape,
    openings.pay_low,
    openings.pay_high,
    openings.experience_years,
    openings.cluster,
    cast(julianday(openings.first_on) - 2440587.5 as integer),
    openings.closed_at is null,
    openings.pay_unit
from temp.dirty
left join openings on openings.id = dirty.opening and openings.job_class = 'coder' and openings.profile is not null
order by dirty.opening
