delete from requirement_credentials
where requirement_group in (select id from requirement_groups where posting = ?)
