-- The places of each profile; a county or metro that is not known is 0, and a state is its place among the states.
select profile, state, cast(county_fips as integer), cast(cbsa as integer) from profile_places
