insert or ignore into demand_profiles
select id, setting, remote, split, work_types, states, asks from temp.profiled
