update openings set last_seen = max(openings.last_seen, postings.last_seen)
from postings
where postings.key in (select value from json_each(?)) and postings.opening = openings.id
