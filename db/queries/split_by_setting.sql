-- title: CPC or CCS, by setting
-- description: How openings ask for the CPC and the CCS, by setting. employers_share counts each employer once, shared out over its own openings; region: a state (two letters), or empty for all.
select
    value ->> 0 as setting,
    value ->> 1 as split,
    value ->> 2 as openings,
    value ->> 3 as employers,
    value ->> 4 as employers_share
from json_each(credtrack_splits(:region))
