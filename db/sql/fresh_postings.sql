-- The postings that have tags, with what their blocks are made of; {which} is a condition of ours.
select
    postings.id,
    postings.employer,
    postings.setting,
    postings.title,
    cast(julianday(coalesce(postings.posted_on, substr(postings.first_seen, 1, 10))) as integer),
    postings.remote,
    (select group_concat(distinct coalesce(county_fips, state)) from locations where posting = postings.id and state is not null),
    (select group_concat(state) from posting_states where posting = postings.id)
from postings
where {which} and postings.job_class is not null
