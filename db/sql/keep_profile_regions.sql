insert into profile_regions (profile, region)
select id, 'US' from temp.new_profiles
union
select new_profiles.id, opening_places.state
from temp.new_profiles cross join opening_places on opening_places.opening = new_profiles.opening
