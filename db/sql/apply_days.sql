insert into demand_change (profile, day, opened, closed)
select profile, day, sum(opened), sum(closed)
from (
    select profile, first_on as day, sign as opened, 0 as closed from temp.changes
    union all
    select profile, closed_on, 0, sign from temp.changes where closed_on is not null
)
where true
group by profile, day
on conflict (profile, day) do update set
    opened = opened + excluded.opened, closed = closed + excluded.closed
