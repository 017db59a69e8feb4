-- Pairs of postings of one employer system under one requisition; at least one of each pair is new.
with fresh as (
    select postings.id, postings.requisition, coalesce(employers.parent, employers.id) as cluster
    from postings join employers on employers.id = postings.employer
    where postings.is_linked = 0 and postings.job_class is not null and length(postings.requisition) >= 3
),
families as (
    select id as employer, coalesce(parent, id) as cluster from employers
)
select max(fresh.id, other.id), min(fresh.id, other.id)
from fresh
join families on families.cluster = fresh.cluster
join postings as other on other.employer = families.employer
    and other.requisition = fresh.requisition
    and other.id <> fresh.id
    and other.job_class is not null
