-- One row per tagged opening: whether the CPC alone, the CCS alone, and both together satisfy it.
select openings.id as opening, cpc_alone, ccs_alone, both_together
from openings join shape_satisfied on shape_satisfied.shape = openings.shape
where openings.is_tagged
