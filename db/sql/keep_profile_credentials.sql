insert or ignore into profile_credentials
select profiled.id, opening_credentials.credential, 'required'
from temp.profiled cross join opening_credentials on opening_credentials.opening = profiled.opening and is_required
union all
select profiled.id, opening_credentials.credential, 'preferred'
from temp.profiled cross join opening_credentials on opening_credentials.opening = profiled.opening and is_preferred
