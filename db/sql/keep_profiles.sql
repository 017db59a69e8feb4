insert into demand_profiles (id, setting, remote, split, work_types, states, asks, states_scope, shape, places)
select profiled.id, setting, remote, split, work_types, states, asks, states_scope, shape, places
from temp.new_profiles join temp.profiled on profiled.opening = new_profiles.opening
