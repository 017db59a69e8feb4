with own as (
    select cluster, split, count(*) as n, sum(count(*)) over (partition by cluster) as of_employer
    from openings group by cluster, split
)
select split, sum(n), round(sum(n / of_employer), 4) from own group by split order by split
