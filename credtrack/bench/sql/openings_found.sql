select id from openings
where ($setting = '' or setting = $setting)
    and ($split = '' or split = $split)
    and ($remote = '' or remote = $remote)
    and ($month = '' or first_on[1:7] = $month)
    and ($work_type = '' or list_contains(string_split(work_types, ' '), $work_type))
    and ($credential = '' or id in (select opening from opening_credentials where credential = $credential))
    and ($state = '' or id in (select opening from opening_places where state = $state))
order by first_on desc, id desc
limit 200
