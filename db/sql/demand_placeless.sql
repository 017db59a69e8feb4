-- Coder openings of which no place is known at all, so that no region counts them, and all coder openings.
select
    coalesce(sum(opened) filter (where demand_profiles.states = ''), 0),
    coalesce(sum(opened), 0)
from demand_change join demand_profiles on demand_profiles.id = demand_change.profile
