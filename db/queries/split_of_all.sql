-- title: CPC or CCS, all settings together
-- description: How openings ask for the CPC and the CCS. employers_share counts each employer once, shared out over its own openings.
select value ->> 0 as split, value ->> 1 as openings, value ->> 2 as employers_share
from json_each(credtrack_split())
