insert or ignore into profile_regions
select id, 'US' from temp.profiled
union all
select profiled.id, opening_places.state
from temp.profiled cross join opening_places on opening_places.opening = profiled.opening
