delete from opening_credentials
where opening in (select opening from temp.dirty)
    and (opening, credential, is_required, is_preferred) not in (
        select opening, credential, is_required, is_preferred from temp.asked
    )
