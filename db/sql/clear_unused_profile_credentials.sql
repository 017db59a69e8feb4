delete from profile_credentials where profile in (select profile from temp.unused)
