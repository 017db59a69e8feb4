-- Lower ranks fit better: a whole name, a city that a metro's title begins with, one within it.
select
    case
        when lower(name) = lower(:name) then 1
        when kind = 'metro' and (lower(name) like lower(:name) || '-%' or lower(name) like lower(:name) || ',%')
            and exists (select 1 from metros where cbsa = code and metros.kind = 'metro') then 2
        when kind = 'metro' and (lower(name) like lower(:name) || '-%' or lower(name) like lower(:name) || ',%') then 3
        when kind = 'metro' and lower(name) like '%-' || lower(:name) || '-%' then 4
        when kind = 'metro' and lower(name) like '%-' || lower(:name) || ',%' then 4
        when kind = 'county' and lower(name) like lower(:name) || ',%' then 5
        when kind = 'county' and lower(name) like lower(:name) || ' county,%' then 6
    end as fit,
    kind, code, name
from regions
where fit is not null
order by fit, name
