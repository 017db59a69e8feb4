-- The profiles that no opening had before, each with one opening that has it now.
insert into temp.new_profiles
select id, min(opening) from temp.profiled
where not exists (select 1 from demand_profiles where demand_profiles.id = profiled.id)
group by id
