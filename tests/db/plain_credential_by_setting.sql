select
    coder_openings.setting,
    opening_credentials.credential,
    count(*) as openings,
    sum(opening_credentials.is_required) as required,
    count(distinct coder_openings.cluster) as employers
from coder_openings
join opening_credentials on opening_credentials.opening = coder_openings.opening
where (:remote = '' or coder_openings.remote = :remote)
    and (:since = '' or coder_openings.first_on >= :since)
    and (:until = '' or coder_openings.first_on <= :until)
    and case :work_type
        when '' then 1
        when 'inpatient' then inpatient
        when 'outpatient' then outpatient
        when 'professional' then professional
        when 'risk_adjustment' then risk_adjustment
        when 'post_acute' then post_acute
    end
    and (
        :state = ''
        or coder_openings.opening in (select opening from opening_places where state = upper(:state))
    )
group by coder_openings.setting, opening_credentials.credential
order by openings desc, coder_openings.setting, opening_credentials.credential
