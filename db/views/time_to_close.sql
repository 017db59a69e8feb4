-- One row per setting: closed coder openings and the days that they stood open.
select
    setting,
    count(*) as openings,
    round(avg(julianday(substr(closed_at, 1, 10)) - julianday(first_on)), 1) as mean_days,
    min(julianday(substr(closed_at, 1, 10)) - julianday(first_on)) as least_days,
    max(julianday(substr(closed_at, 1, 10)) - julianday(first_on)) as most_days
from openings
where job_class = 'coder' and closed_at is not null
group by setting
