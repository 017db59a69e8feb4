-- Pairs of postings of one employer system under one requisition, first posted within 60 days of each other.
select
    later.id,
    earlier.id,
    iif(later.source = earlier.source, 'repost_requisition', 'same_requisition'),
    later.title,
    earlier.title
from postings as later
join openings as late on late.id = later.opening
join openings as early on early.cluster = late.cluster
join postings as earlier on earlier.opening = early.id
    and earlier.requisition = later.requisition
    and earlier.id < later.id
where length(later.requisition) >= 3
    and later.opening = later.id
    and abs(julianday(substr(coalesce(later.posted_on, later.first_seen), 1, 10))
        - julianday(substr(coalesce(earlier.posted_on, earlier.first_seen), 1, 10))) <= 60
order by later.id, earlier.id desc
