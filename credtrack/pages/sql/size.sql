-- One row: how much the database holds, and when it was last brought up to date.
select
    (select kind from about),
    (select count(*) from postings),
    (select coalesce(sum(openings), 0) from demand_employer where region = 'US'),
    (select count(distinct cluster) from demand_employer where region = 'US'),
    (select count(*) from sources),
    (select max(last_seen) from openings),
    (select min(first_on) from openings where job_class = 'coder'),
    (select coalesce(sum(opened - closed), 0) from demand_change)
