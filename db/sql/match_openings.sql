-- What the matcher reads of each opening of temp.dirty that is coding work; of the others nothing is.
-- Numbers of the places and the work are hashes of their words, so that no order of storing changes them.
select
    opening,
    shape,
    iif(place_key is null, null, credtrack_hash(place_key) & 0xffffffffffff),
    iif(work_key is null, null, credtrack_hash(work_key) & 0xffffffffffff),
    iif(first_key is null, null, credtrack_hash(first_key)),
    pay_low,
    pay_high,
    experience_years,
    cluster,
    cast(julianday(first_on) - 2440587.5 as integer),
    is_open,
    pay_unit,
    place_key,
    work_key
from (
    select
        dirty.opening,
        openings.shape,
        openings.pay_low,
        openings.pay_high,
        openings.experience_years,
        openings.cluster,
        openings.first_on,
        openings.closed_at is null as is_open,
        openings.pay_unit,
        (select min(key) from postings where postings.opening = dirty.opening and is_own) as first_key,
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
                        where own.opening = dirty.opening and own.is_own and locations.state = posting_states.state
                    )
                    order by spot
                )
            ))
        )) as place_key,
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
        )) as work_key
    from temp.dirty
    left join openings on openings.id = dirty.opening and openings.job_class = 'coder' and openings.profile is not null
)
order by opening
