delete from profile_places where profile in (select profile from temp.unused)
