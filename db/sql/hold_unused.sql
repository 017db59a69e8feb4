-- The profiles that no opening has any more.
insert or ignore into temp.unused
select profile from temp.changes
where sign = -1 and not exists (select 1 from demand_change where demand_change.profile = changes.profile)
