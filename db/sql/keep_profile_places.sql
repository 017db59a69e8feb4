insert into profile_places (profile, state, county_fips, cbsa)
select new_profiles.id, state, county_fips, cbsa
from temp.new_profiles cross join temp.places on places.opening = new_profiles.opening
