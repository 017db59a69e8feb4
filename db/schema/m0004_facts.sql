-- Facts from outside, and what is concluded from everything above.
create table wages (
    area_type text not null check (area_type in ('national', 'state', 'metro', 'nonmetro', 'industry')),
    area_code text not null,
    state_fips text,
    name text not null,
    employment integer,
    employment_rse_pct real,
    hourly_mean real,
    annual_mean real,
    hourly_p10 real,
    hourly_p25 real,
    hourly_median real,
    hourly_p75 real,
    hourly_p90 real,
    annual_p10 real,
    annual_p25 real,
    annual_median real,
    annual_p75 real,
    annual_p90 real,
    jobs_per_1000 real,
    location_quotient real,
    cbsa text,
    year integer not null,
    source text not null,
    primary key (area_type, area_code)
) strict, without rowid;

create table tagger_accuracy (
    tagger_version text not null,
    field text not null,
    truth text not null,
    observed text not null,
    n integer not null check (n >= 0),
    primary key (tagger_version, field, truth, observed)
) strict, without rowid;

create table claims (
    id text primary key,
    section text not null,
    statement text not null,
    evidence text not null check (evidence in ('postings', 'oews', 'none')),
    kind text not null,
    population text,
    rule text not null
) strict;

create table claim_results (
    id integer primary key,
    claim text not null references claims (id),
    taken_at text not null,
    scheduled integer not null check (scheduled in (0, 1)),
    verdict text not null check (
        verdict in ('supported', 'contradicted', 'undecided', 'too little evidence', 'not testable here')
    ),
    estimate real,
    low real,
    high real,
    openings integer,
    employers integer,
    effective_employers real,
    unknown_share real,
    since text,
    until text,
    reason text not null default '',
    details text not null default '{}' check (json_valid(details))
) strict;
create index claim_results_by_claim on claim_results (claim, taken_at);
create trigger claim_results_stay before update on claim_results
begin
    select raise(abort, 'claim_results is append-only');
end;
create trigger claim_results_remain before delete on claim_results
begin
    select raise(abort, 'claim_results is append-only');
end;

create table states (
    code text primary key check (length(code) = 2),
    name text not null unique,
    fips text not null unique,
    region text,
    division text
) strict, without rowid;

create table metros (
    cbsa text primary key,
    title text not null,
    kind text not null check (kind in ('metro', 'micro'))
) strict, without rowid;

create table counties (
    fips text primary key,
    name text not null,
    state text not null references states (code),
    cbsa text references metros (cbsa)
) strict, without rowid;
