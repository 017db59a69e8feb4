update openings set cluster = (
    select coalesce(employers.parent, employers.id) from employers where employers.id = openings.employer
)
where cluster <> (
    select coalesce(employers.parent, employers.id) from employers where employers.id = openings.employer
)
