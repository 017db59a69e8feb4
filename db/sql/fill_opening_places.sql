insert into opening_places (opening, state, county_fips, cbsa)
select opening, state, county_fips, cbsa from temp.places where true
on conflict do nothing
