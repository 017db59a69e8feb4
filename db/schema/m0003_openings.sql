-- Which postings are one opening, and what each opening asks for.
create table opening_joins (
    posting integer not null references postings (id),
    opening integer not null references openings (id),
    joined_to integer not null references postings (id),
    reason text not null check (
        reason in ('same_requisition', 'repost_requisition', 'repost_text', 'copy_text', 'by_hand')
    ),
    similarity real check (similarity between 0 and 1),
    primary key (posting, joined_to),
    check (joined_to <> posting)
) strict, without rowid;
create index opening_joins_by_opening on opening_joins (opening);

create table opening_credentials (
    opening integer not null references openings (id),
    credential text not null references credentials (code),
    is_required integer not null check (is_required in (0, 1)),
    is_preferred integer not null check (is_preferred in (0, 1)),
    primary key (opening, credential)
) strict, without rowid;
create index opening_credentials_by_credential on opening_credentials (credential, opening);

create table opening_places (
    opening integer not null references openings (id),
    state text not null,
    county_fips text not null default '',
    cbsa text not null default '',
    primary key (opening, state, county_fips, cbsa)
) strict, without rowid;
create index opening_places_by_state on opening_places (state, opening);
create index opening_places_by_cbsa on opening_places (cbsa, opening) where cbsa <> '';
create index opening_places_by_county on opening_places (county_fips, opening) where county_fips <> '';

create index openings_by_employer on openings (employer, first_on);
create index openings_by_day on openings (job_class, first_on);
