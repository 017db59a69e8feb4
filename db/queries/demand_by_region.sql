-- title: What a region's employers ask for
-- description: Openings, shares by credential with 95 % intervals, pay, remote, and how much is unknown. Region: a state, metro, county, Census region or division; remote: exclude, include or only.
select
    json_extract(value, '$.section') as section,
    json_extract(value, '$.key') as key,
    json_extract(value, '$.value') as value,
    json_extract(value, '$.low') as low,
    json_extract(value, '$.high') as high,
    json_extract(value, '$.n') as n,
    json_extract(value, '$.employers') as employers,
    json_extract(value, '$.unit') as unit
from json_each(credtrack_demand(:region, :setting, :work_type, :level, :remote, :since, :until))
