-- One row per month: coder openings first posted in it, and closed in it.
select substr(day, 1, 7) as month, sum(opened) as opened, sum(closed) as closed
from demand_change
group by month
