-- Openings whose employer belongs to another system now; a federal facility stands for itself.
select openings.id
from openings join employers on employers.id = openings.employer
where openings.cluster <> case
    when openings.setting = 'federal' then employers.id else coalesce(employers.parent, employers.id)
end
