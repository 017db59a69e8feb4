-- One row per state and credential: coder openings with a place there that name it, and of those that require it.
with placed as (select distinct opening, state from opening_places)
select
    placed.state,
    opening_credentials.credential,
    count(*) as openings,
    sum(opening_credentials.is_required) as required,
    count(distinct coder_openings.cluster) as employers
from placed
join coder_openings on coder_openings.opening = placed.opening
join opening_credentials on opening_credentials.opening = placed.opening
group by placed.state, opening_credentials.credential
