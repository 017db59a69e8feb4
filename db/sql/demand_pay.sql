with chosen as ({chosen})
select 'all' as credential, annual_pay, cluster from chosen where annual_pay is not null
union all
select opening_credentials.credential, annual_pay, cluster
from chosen cross join opening_credentials on opening_credentials.opening = chosen.id
where annual_pay is not null
    and case :level when 'required' then is_required when 'preferred' then is_preferred else 1 end
