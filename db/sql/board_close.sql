update postings set
    closed_at = ?1,
    closed_reason = case when key in (select key from temp.declared) then 'declared' else 'absent' end
where source = ?2 and closed_at is null
    and (key in (select key from temp.declared) or absent_count >= ?3)
