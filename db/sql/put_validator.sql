-- Keep by what a posting's page is known to be as it was.
insert into validators (posting, validator)
select id, ? from postings where key = ?
on conflict (posting) do update set validator = excluded.validator
where validators.validator <> excluded.validator
