-- One row per state, Census region, Census division, metro or micro area, and county.
select 'state' as kind, code, name from states
union all
select distinct 'region', region, region from states where region is not null
union all
select distinct 'division', division, division from states where division is not null
union all
select 'metro', cbsa, title from metros
union all
select 'county', counties.fips, counties.name || ', ' || counties.state from counties
