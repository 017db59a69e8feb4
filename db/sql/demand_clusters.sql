with chosen as ({chosen})
select
    cluster,
    count(*) as openings,
    sum(postings) as postings,
    sum(remote = 'remote') as remote,
    sum(remote = 'hybrid') as hybrid,
    sum(remote = 'onsite') as onsite,
    sum(remote = 'unstated') as remote_unstated,
    sum(setting = 'unknown') as setting_unknown,
    sum(work_types = 0) as work_type_unknown,
    sum(annual_pay is null) as pay_unknown,
    sum(experience_years is null) as experience_unknown,
    sum(closed_at is null) as open_now
from chosen
group by cluster
