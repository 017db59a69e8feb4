-- One row per setting and credential: coder openings that name it, and of those that require it.
select
    coder_openings.setting,
    opening_credentials.credential,
    count(*) as openings,
    sum(opening_credentials.is_required) as required,
    count(distinct coder_openings.cluster) as employers
from coder_openings join opening_credentials on opening_credentials.opening = coder_openings.opening
group by coder_openings.setting, opening_credentials.credential
