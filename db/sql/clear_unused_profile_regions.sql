delete from profile_regions where profile in (select profile from temp.unused)
