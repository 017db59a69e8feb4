insert into profile_credentials (profile, credential, level)
select new_profiles.id, asked.credential, 'required'
from temp.new_profiles cross join temp.asked
    on asked.opening = new_profiles.opening and is_required
union all
select new_profiles.id, asked.credential, 'preferred'
from temp.new_profiles cross join temp.asked
    on asked.opening = new_profiles.opening and is_preferred
