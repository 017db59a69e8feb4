insert into profile_credentials (profile, credential, level)
select new_profiles.id, opening_credentials.credential, 'required'
from temp.new_profiles cross join opening_credentials
    on opening_credentials.opening = new_profiles.opening and is_required
union all
select new_profiles.id, opening_credentials.credential, 'preferred'
from temp.new_profiles cross join opening_credentials
    on opening_credentials.opening = new_profiles.opening and is_preferred
