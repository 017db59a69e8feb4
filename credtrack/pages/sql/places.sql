-- Every state, metro and division with coder openings, most openings first within its kind.
with coded as (
    select opening_places.opening, opening_places.state, opening_places.cbsa
    from opening_places
    join openings on openings.id = opening_places.opening and openings.job_class = 'coder'
)
select 'State' as kind, states.code, states.name, count(distinct coded.opening) as openings
from coded join states on states.code = coded.state
group by states.code
union all
select 'Metro area', 'cbsa:' || metros.cbsa, metros.title, count(distinct coded.opening)
from coded join metros on metros.cbsa = coded.cbsa
group by metros.cbsa
union all
select 'Census division', states.division, states.division, count(distinct coded.opening)
from coded join states on states.code = coded.state
where states.division is not null
group by states.division
order by 1, 3
