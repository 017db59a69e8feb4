insert into posting_events (posting, at, kind, reason)
select id, ?1, 'closed', case when key in (select key from temp.declared) then 'declared' else 'absent' end
from postings
where source = ?2 and closed_at is null
    and (key in (select key from temp.declared) or absent_count >= ?3)
