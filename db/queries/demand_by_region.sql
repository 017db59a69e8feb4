-- title: What a region's employers ask for
-- description: Openings, shares by credential with 95 % intervals, pay, remote, and how much is unknown. Region: a state, metro, county, Census region or division; remote: exclude, include or only.
select
    value ->> 0 as section,
    value ->> 1 as key,
    value ->> 2 as value,
    value ->> 3 as low,
    value ->> 4 as high,
    value ->> 5 as n,
    value ->> 6 as employers,
    value ->> 7 as unit
from json_each(credtrack_demand(:region, :setting, :work_type, :level, :remote, :since, :until))
