update employers set
    kind = coalesce(?, kind),
    setting = coalesce(?, setting),
    parent = case when ? is null then parent else (select id from employers where name = ?) end
where name = ?
