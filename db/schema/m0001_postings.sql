-- What the crawler brings: who was asked, what they answered, and each posting as its board shows it.
create table about (
    only_row integer primary key check (only_row = 1),
    kind text not null check (kind in ('sample', 'real')),
    made_at text not null,
    version text not null
) strict;

create table sources (
    id integer primary key,
    slug text not null unique,
    platform text not null
) strict;

create table employers (
    id integer primary key,
    name text not null unique,
    parent integer references employers (id),
    kind text,
    setting text,
    check (parent is not id)
) strict;

create table crawls (
    id integer primary key,
    source integer not null references sources (id),
    started_at text not null,
    finished_at text,
    outcome text check (
        outcome in ('complete', 'partial', 'refused', 'blocked', 'failed', 'shrunken')
    ),
    advertised integer check (advertised >= 0),
    listed integer check (listed >= 0),
    screened_out integer check (screened_out >= 0),
    fetched integer check (fetched >= 0),
    failed integer check (failed >= 0),
    blocked integer check (blocked >= 0),
    skipped integer check (skipped >= 0),
    note text not null default '',
    unique (source, started_at),
    check ((finished_at is null) = (outcome is null))
) strict;

create table openings (
    id integer primary key,
    employer integer not null references employers (id),
    cluster integer not null references employers (id),
    postings integer not null default 1 check (postings >= 1),
    first_on text not null,
    first_seen text not null,
    last_seen text not null,
    closed_at text,
    is_tagged integer not null default 0 check (is_tagged in (0, 1)),
    job_class text check (job_class in ('coder', 'adjacent', 'other')),
    role text,
    setting text,
    remote text check (remote in ('remote', 'hybrid', 'onsite', 'unstated')),
    states_scope text check (states_scope in ('listed', 'any', 'unstated')),
    inpatient integer not null default 0 check (inpatient in (0, 1)),
    outpatient integer not null default 0 check (outpatient in (0, 1)),
    professional integer not null default 0 check (professional in (0, 1)),
    risk_adjustment integer not null default 0 check (risk_adjustment in (0, 1)),
    post_acute integer not null default 0 check (post_acute in (0, 1)),
    pay_low real,
    pay_high real,
    pay_unit text,
    annual_pay real,
    annual_pay_high real,
    experience_years real
) strict;

create table postings (
    id integer primary key,
    key text not null unique,
    source integer not null references sources (id),
    employer integer not null references employers (id),
    employer_kind text,
    opening integer not null references openings (id),
    is_own integer not null default 1 check (is_own in (0, 1)),
    url text not null,
    title text not null,
    requisition text,
    posted_on text,
    posted_kind text not null check (posted_kind in ('exact', 'on_or_before')),
    updated_on text,
    closes_on text,
    employment_field text,
    remote_field text,
    board_pay_low real,
    board_pay_high real,
    board_pay_unit text check (board_pay_unit in ('hour', 'day', 'week', 'biweek', 'month', 'year', 'item')),
    location_field text not null default '',
    list_hash text,
    body_hash integer not null,
    content_hash integer not null,
    fetched_at text not null,
    first_seen text not null,
    last_seen text not null,
    closed_at text,
    closed_reason text check (closed_reason in ('declared', 'absent')),
    absent_count integer not null default 0 check (absent_count >= 0),
    tagged_hash integer,
    tagger_version text,
    text_was_cut integer check (text_was_cut in (0, 1)),
    job_class text check (job_class in ('coder', 'adjacent', 'other')),
    role text,
    setting text,
    remote text check (remote in ('remote', 'hybrid', 'onsite', 'unstated')),
    states_scope text check (states_scope in ('listed', 'any', 'unstated')),
    pay_low real,
    pay_high real,
    pay_unit text check (pay_unit in ('hour', 'day', 'week', 'biweek', 'month', 'year', 'item')),
    pay_basis text check (pay_basis in ('text', 'board')),
    experience_years real check (experience_years >= 0),
    employment_type text,
    check ((closed_at is null) = (closed_reason is null)),
    check ((tagger_version is null) = (job_class is null)),
    check (pay_low is null or pay_high is null or pay_low <= pay_high)
) strict;
create index postings_by_source on postings (source, closed_at);
create index postings_by_opening on postings (opening);
create index postings_by_employer on postings (employer, requisition);
create index postings_untagged on postings (id) where tagged_hash is not content_hash;

create table posting_texts (
    posting integer primary key references postings (id),
    body blob not null,
    body_kind text not null check (body_kind in ('html', 'text')),
    text text
) strict;

create table posting_events (
    id integer primary key,
    posting integer not null references postings (id),
    at text not null,
    kind text not null check (kind in ('opened', 'changed', 'closed', 'reopened')),
    field text,
    old text,
    new text,
    reason text,
    check ((kind = 'changed') = (field is not null)),
    check ((kind = 'closed') = (reason is not null))
) strict;
create index posting_events_by_posting on posting_events (posting, at);
create trigger posting_events_stay before update on posting_events
begin
    select raise(abort, 'posting_events is append-only');
end;
create trigger posting_events_remain before delete on posting_events
begin
    select raise(abort, 'posting_events is append-only');
end;

create table locations (
    posting integer not null references postings (id),
    position integer not null,
    written text not null,
    city text,
    county_fips text,
    state text,
    cbsa text,
    latitude real,
    longitude real,
    reason text,
    primary key (posting, position),
    check (state is not null or reason is not null)
) strict, without rowid;
create index locations_by_state on locations (state, posting);
create index locations_by_cbsa on locations (cbsa, posting) where cbsa is not null;
create index locations_by_county on locations (county_fips, posting) where county_fips is not null;
