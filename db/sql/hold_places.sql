-- Places that the location fields give, and the states that only the text gives.
-- `+` keeps to the places of the posting at hand, never to all in the state.
insert into temp.places
select postings.opening, locations.state, coalesce(locations.county_fips, ''), coalesce(locations.cbsa, '')
from temp.dirty
cross join postings on postings.opening = dirty.opening and postings.is_own
cross join locations on locations.posting = postings.id and locations.state is not null
union
select postings.opening, posting_states.state, '', ''
from temp.dirty
cross join postings on postings.opening = dirty.opening and postings.is_own
cross join posting_states on posting_states.posting = postings.id
where not exists (
    select 1 from locations
    where locations.posting = postings.id and +locations.state = posting_states.state
)
