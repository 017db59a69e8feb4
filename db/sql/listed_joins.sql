-- Every join with what a person decided of it, and every decision besides.
select
    one.key, other.key, coalesce(decision, ''), one.title, other.title, employer.name, other_employer.name, reason,
    similarity, '/-/posting/' || one.id
from opening_joins
join postings as one on one.id = opening_joins.posting
join postings as other on other.id = opening_joins.joined_to
join employers as employer on employer.id = one.employer
join employers as other_employer on other_employer.id = other.employer
left join opening_decisions on posting_key = min(one.key, other.key) and other_key = max(one.key, other.key)
union all
select
    posting_key, other_key, decision, one.title, other.title, employer.name, other_employer.name, '', '',
    '/-/posting/' || one.id
from opening_decisions
left join postings as one on one.key = posting_key
left join postings as other on other.key = other_key
left join employers as employer on employer.id = one.employer
left join employers as other_employer on other_employer.id = other.employer
where not exists (
    select 1 from opening_joins where (posting, joined_to) in ((one.id, other.id), (other.id, one.id))
)
order by 1, 2
