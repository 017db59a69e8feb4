delete from profile_places
where profile in (
    select profile from temp.changes
    where sign = -1 and not exists (select 1 from demand_change where demand_change.profile = changes.profile)
)
