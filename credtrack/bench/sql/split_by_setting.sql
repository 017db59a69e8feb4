with own as (
    select setting, cluster, split, count(*) as n, sum(count(*)) over (partition by setting, cluster) as of_employer
    from openings
    where $region = '' or id in (select opening from opening_places where state = $region)
    group by setting, cluster, split
)
select setting, split, sum(n), count(*), round(sum(n / of_employer), 4) from own group by setting, split order by 1, 2
