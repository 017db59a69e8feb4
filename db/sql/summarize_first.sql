-- By itself: two indexes hold it, which are written for each row that sets it.
update openings set first_on = span.first_on
from temp.spans as span
where openings.id in (select opening from temp.dirty) and span.opening = openings.id and openings.first_on is not span.first_on
