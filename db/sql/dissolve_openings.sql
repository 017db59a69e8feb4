-- An opening of its own again for each posting but the first.
insert into openings (id, employer, cluster, first_on, first_seen, last_seen)
select
    postings.id, postings.employer, coalesce(employers.parent, employers.id),
    coalesce(postings.posted_on, substr(postings.first_seen, 1, 10)), postings.first_seen, postings.last_seen
from postings join employers on employers.id = postings.employer
where postings.opening = :opening and postings.id <> :opening
