insert into profile_regions (profile, region)
select id, 'US' from temp.new_profiles
union
select new_profiles.id, places.state
from temp.new_profiles cross join temp.places on places.opening = new_profiles.opening
