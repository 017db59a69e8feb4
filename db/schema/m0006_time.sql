-- What was open on each day, kept up as postings come and go.
-- Each opening has one profile at a time, so that sums over profiles count each opening once.
alter table openings add column split text
    check (split in ('CPC only', 'either', 'both', 'CCS only', 'other', 'none named'));
alter table openings add column profile integer;

create table demand_profiles (
    id integer primary key,
    setting text not null,
    remote text not null,
    split text not null,
    work_types text not null,
    states text not null,
    asks text not null
) strict;

create table profile_credentials (
    profile integer not null references demand_profiles (id),
    credential text not null references credentials (code),
    level text not null check (level in ('required', 'preferred')),
    primary key (profile, credential, level)
) strict, without rowid;
create index profile_credentials_by_credential on profile_credentials (credential, level);

create table profile_regions (
    profile integer not null references demand_profiles (id),
    region text not null,
    primary key (profile, region)
) strict, without rowid;
create index profile_regions_by_region on profile_regions (region);

create table demand_change (
    profile integer not null references demand_profiles (id),
    day text not null,
    opened integer not null,
    closed integer not null,
    primary key (profile, day)
) strict, without rowid;
create index demand_change_by_day on demand_change (day);

create table demand_employer (
    region text not null,
    setting text not null,
    cluster integer not null references employers (id),
    split text not null,
    remote text not null,
    openings integer not null,
    primary key (region, setting, cluster, split, remote)
) strict, without rowid;
