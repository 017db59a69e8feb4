-- Let an agency's posting say nothing of an opening whose employer's own posting it was joined to.
update postings set is_own = 0
where id = :posting
    and setting in (select value from json_each(:seekers))
    and (
        select coalesce(setting not in (select value from json_each(:seekers)), 1) from postings where id = :other
    )
