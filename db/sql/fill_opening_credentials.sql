insert into opening_credentials (opening, credential, is_required, is_preferred)
select opening, credential, is_required, is_preferred from temp.asked where true
on conflict do nothing
