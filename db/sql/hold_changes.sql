-- What to take away and what to add: only openings that differ now from what was counted before.
insert into temp.changes
select profile, cluster, first_on, closed_on, -1 from temp.before as b
where not exists (
    select 1 from openings
    where openings.id = b.opening and openings.profile = b.profile and openings.cluster = b.cluster
        and openings.first_on = b.first_on and substr(openings.closed_at, 1, 10) is b.closed_on
)
union all
select profile, cluster, first_on, substr(closed_at, 1, 10), 1 from openings as o
where o.id in (select opening from temp.dirty) and o.profile is not null
    and not exists (
        select 1 from temp.before
        where before.opening = o.id and before.profile = o.profile and before.cluster = o.cluster
            and before.first_on = o.first_on and before.closed_on is substr(o.closed_at, 1, 10)
    )
