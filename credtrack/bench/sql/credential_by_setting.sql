select setting, credential, count(*), sum(is_required), count(distinct cluster)
from openings join opening_credentials on opening_credentials.opening = openings.id
where ($state = '' or id in (select opening from opening_places where state = $state))
    and ($work_type = '' or list_contains(string_split(work_types, ' '), $work_type))
    and ($remote = '' or remote = $remote)
    and ($since = '' or first_on >= $since)
    and ($until = '' or first_on <= $until)
group by setting, credential
order by 3 desc, setting, credential
