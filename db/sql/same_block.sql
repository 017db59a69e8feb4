-- Pairs of postings with like titles and a place in common, near enough in time; at least one of each pair is new.
-- Two of different employers that contradict each other are left out, and two of one employer that both stand open under
-- numbers of their own: what is refused here costs least.
select distinct max(one.id, other.id) as later, min(one.id, other.id) as earlier
from temp.fresh_blocks as ours
cross join posting_blocks as theirs on theirs.block = ours.compared_with
    and theirs.day between ours.day - ours.within_days and ours.day + ours.within_days
    and theirs.posting <> ours.posting
cross join postings as one on one.id = ours.posting
cross join postings as other on other.id = theirs.posting
where iif(
    one.employer = other.employer,
    ours.day <> theirs.day
    and (
        one.requisition is null
        or other.requisition is null
        or iif(ours.day < theirs.day, one.closed_at, other.closed_at) is not null
    ),
    coalesce(one.experience_years = other.experience_years, 1)
    and coalesce(one.pay_low = other.pay_low, 1)
    and coalesce(one.pay_high = other.pay_high, 1)
    and (one.remote = other.remote or 'unstated' in (one.remote, other.remote))
)
order by later, earlier
