with chosen as ({chosen})
select substr(first_on, 1, 7) as month, count(*) as openings, count(distinct cluster) as employers
from chosen
group by month
order by month desc
limit 24
