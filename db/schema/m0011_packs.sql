-- Every coder opening as a few numbers, so that any combination of filters is counted within milliseconds.
-- What is counted by profile is counted anew: a profile now says in which counties and of which shape as well.
update openings set profile = null where profile is not null;
delete from demand_change;
delete from demand_employer;
delete from profile_credentials;
delete from profile_regions;
delete from demand_profiles;
alter table demand_profiles add column states_scope text not null default 'unstated';
alter table demand_profiles add column shape integer references shapes (id);
alter table demand_profiles add column places text not null default '';
create index demand_profiles_by_shape on demand_profiles (shape);

create table profile_places (
    profile integer not null references demand_profiles (id),
    state text not null,
    county_fips text not null,
    cbsa text not null,
    primary key (profile, state, county_fips, cbsa)
) strict, without rowid;

create table demand_packs (
    pack integer primary key,
    openings blob not null
) strict;

create table demand_stamp (
    only_row integer primary key check (only_row = 1),
    stamp integer not null
) strict;
insert into demand_stamp values (1, random());

create index crawls_by_start on crawls (started_at);
