insert into profile_places (profile, state, county_fips, cbsa)
select new_profiles.id, state, county_fips, cbsa
from temp.new_profiles cross join opening_places on opening_places.opening = new_profiles.opening
