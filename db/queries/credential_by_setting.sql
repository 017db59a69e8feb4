-- title: Credential by setting
-- description: Distinct coder openings by setting and credential; filters for state, work type, remote status and date of first posting.
select
    value ->> 0 as setting,
    value ->> 1 as credential,
    value ->> 2 as openings,
    value ->> 3 as required,
    value ->> 4 as employers
from json_each(credtrack_credentials(:state, :work_type, :remote, :since, :until))
