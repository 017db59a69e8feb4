-- The shape of each opening that is tagged: the distinct requirement groups of the employer's own postings, in order.
-- `cross join` keeps the order of tables: from the opening to its postings and their groups.
-- `materialized`: a key is made once, not once for each of its uses.
with keyed as materialized (
    select
        dirty.opening,
        (
            select json_group_array(json(asked)) from (
                select distinct json_array(
                    level,
                    months_to_obtain,
                    or_experience,
                    json((
                        select json_group_array(credential) from (
                            select credential from requirement_credentials
                            where requirement_group = requirement_groups.id
                            order by credential
                        )
                    ))
                ) as asked
                from postings cross join requirement_groups on requirement_groups.posting = postings.id
                where postings.opening = dirty.opening and postings.is_own and exists (
                    select 1 from requirement_credentials where requirement_group = requirement_groups.id
                )
                order by asked
            )
        ) as key
    from temp.dirty cross join openings on openings.id = dirty.opening and openings.is_tagged
)
insert into temp.shaped (opening, id, key)
select opening, credtrack_hash(key) & 0xffffffffffff, key from keyed
