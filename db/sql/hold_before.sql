insert into temp.before
select id, profile, cluster, first_on, substr(closed_at, 1, 10)
from openings
where id in (select opening from temp.dirty) and profile is not null
