-- Pairs of postings of one employer system under one requisition; at least one of each pair is new.
-- `cross join` keeps the order of tables: from the new posting to its system's, never through all postings.
select max(fresh.id, other.id), min(fresh.id, other.id)
from postings as fresh
cross join employers as own on own.id = fresh.employer
cross join employers as family on family.id = own.id or family.id = own.parent
    or family.parent = coalesce(own.parent, own.id)
cross join postings as other on other.employer = family.id
    and other.requisition = fresh.requisition
    and other.id <> fresh.id
    and other.job_class is not null
where fresh.is_linked = 0 and fresh.job_class is not null and length(fresh.requisition) >= 3
