-- One row per week (its Monday): coder openings first posted in it, and closed in it.
select
    date(day, 'weekday 0', '-6 days') as week,
    sum(opened) as opened,
    sum(closed) as closed
from demand_change
group by week
