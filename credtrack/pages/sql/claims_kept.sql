-- The verdicts of the newest run that was kept.
select claim, verdict, reason, since, until, details, taken_at
from claim_results
where taken_at = (select max(taken_at) from claim_results)
order by id
