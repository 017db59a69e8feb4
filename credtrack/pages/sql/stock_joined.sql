-- The postings that belong to an opening of another number; the index alone is read.
select id, opening
from postings indexed by postings_by_opening
where opening <> id
