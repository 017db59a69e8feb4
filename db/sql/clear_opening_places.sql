delete from opening_places
where opening in (select opening from temp.dirty)
    and (opening, state, county_fips, cbsa) not in (select opening, state, county_fips, cbsa from temp.places)
