-- What a person decided of postings that are kept, an agency's first of the two, and whether they are one opening now.
select one.id, other.id, decision, one.opening = other.opening
from opening_decisions
cross join postings as one on one.key in (posting_key, other_key)
cross join postings as other on other.key in (posting_key, other_key)
    and (coalesce(one.setting in (select value from json_each(:seekers)), 0), one.id)
        > (coalesce(other.setting in (select value from json_each(:seekers)), 0), other.id)
order by one.id, other.id
