with chosen as ({chosen})
select
    chosen.cluster, opening_credentials.credential,
    count(*) as named, sum(is_required) as required, sum(is_preferred) as preferred
from chosen cross join opening_credentials on opening_credentials.opening = chosen.id
group by chosen.cluster, opening_credentials.credential
