with chosen as ({chosen})
select employers.name, count(*) as openings
from chosen join employers on employers.id = chosen.cluster
group by chosen.cluster
order by openings desc, employers.name
limit 10
