-- One row per day on which anything changed: coder openings opened, closed, and open at its end.
select
    day,
    sum(opened) as opened,
    sum(closed) as closed,
    sum(sum(opened - closed)) over (order by day) as open_now
from demand_change
group by day
