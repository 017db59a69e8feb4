select id, setting, remote, states_scope, work_types, shape from demand_profiles order by setting, shape, id
