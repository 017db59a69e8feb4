-- The verdicts on one claim as they were kept, newest first.
select taken_at, scheduled, verdict, estimate, low, high, openings, employers, since, until
from claim_results
where claim = :claim
order by taken_at desc, id desc
limit 60
