select openings.id, cast(julianday(first_on) - 2440587.5 as integer), closed_at is null
from temp.dirty cross join openings on openings.id = dirty.opening
where openings.job_class = 'coder' and openings.profile is not null
order by openings.id
