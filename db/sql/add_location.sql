insert into locations (
    posting, position, written, city, county_fips, state, cbsa, latitude, longitude, reason
) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
