-- One row: what the counts of demand add up to (opened, closed), and what the openings themselves come to.
select
    (select coalesce(sum(opened), 0) from demand_change) as opened,
    (select coalesce(sum(closed), 0) from demand_change) as closed,
    count(*) as openings,
    count(closed_at) as gone
from openings
where profile is not null
