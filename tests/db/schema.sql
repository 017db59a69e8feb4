CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)
CREATE TABLE about (
    only_row integer primary key check (only_row = 1),
    kind text not null check (kind in ('sample', 'real')),
    made_at text not null,
    version text not null
) strict
CREATE TABLE claim_results (
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
) strict
CREATE INDEX claim_results_by_claim on claim_results (claim, taken_at)
CREATE TRIGGER claim_results_remain before delete on claim_results
begin
    select raise(abort, 'claim_results is append-only');
end
CREATE TRIGGER claim_results_stay before update on claim_results
begin
    select raise(abort, 'claim_results is append-only');
end
CREATE TABLE claims (
    id text primary key,
    section text not null,
    statement text not null,
    evidence text not null check (evidence in ('postings', 'oews', 'none')),
    kind text not null,
    population text,
    rule text not null
) strict
CREATE VIEW coder_openings as
-- One row per opening whose main duty is coding.
select
    opening, employer, cluster, postings, first_on, first_seen, last_seen, closed_at, job_class, role, setting,
    setting_family, inpatient, outpatient, professional, risk_adjustment, post_acute, remote, states_scope,
    pay_low, pay_high, pay_unit, annual_pay, annual_pay_high, experience_years
from tagged_openings
where job_class = 'coder'
CREATE TABLE counties (
    fips text primary key,
    name text not null,
    state text not null references states (code),
    cbsa text references metros (cbsa)
) strict, without rowid
CREATE TABLE crawls (
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
) strict
CREATE INDEX crawls_by_start on crawls (started_at)
CREATE TABLE credential_implies (
    held text not null references credentials (code),
    satisfies text not null references credentials (code), source text not null default 'catalogue',
    primary key (held, satisfies)
) strict, without rowid
CREATE TABLE credentials (
    code text primary key,
    name text,
    issuer text,
    level text,
    side text,
    in_catalogue integer not null default 1 check (in_catalogue in (0, 1))
) strict, without rowid
CREATE VIEW demand_by_setting as
-- One row per setting and credential: coder openings that name it, and of those that require it.
select
    coder_openings.setting,
    opening_credentials.credential,
    count(*) as openings,
    sum(opening_credentials.is_required) as required,
    count(distinct coder_openings.cluster) as employers
from coder_openings join opening_credentials on opening_credentials.opening = coder_openings.opening
group by coder_openings.setting, opening_credentials.credential
CREATE VIEW demand_by_state as
-- One row per state and credential: coder openings with a place there that name it, and of those that require it.
with placed as (select distinct opening, state from opening_places)
select
    placed.state,
    opening_credentials.credential,
    count(*) as openings,
    sum(opening_credentials.is_required) as required,
    count(distinct coder_openings.cluster) as employers
from placed
join coder_openings on coder_openings.opening = placed.opening
join opening_credentials on opening_credentials.opening = placed.opening
group by placed.state, opening_credentials.credential
CREATE TABLE demand_change (
    profile integer not null references demand_profiles (id),
    day text not null,
    opened integer not null,
    closed integer not null,
    primary key (profile, day)
) strict, without rowid
CREATE INDEX demand_change_by_day on demand_change (day)
CREATE VIEW demand_daily as
-- One row per day on which anything changed: coder openings opened, closed, and open at its end.
select
    day,
    sum(opened) as opened,
    sum(closed) as closed,
    sum(sum(opened - closed)) over (order by day) as open_now
from demand_change
group by day
CREATE VIEW demand_daily_by_credential as
-- One row per credential, level and day on which anything changed; credentials and levels are not to be summed.
select
    profile_credentials.credential,
    profile_credentials.level,
    day,
    sum(opened) as opened,
    sum(closed) as closed,
    sum(sum(opened - closed)) over (
        partition by profile_credentials.credential, profile_credentials.level order by day
    ) as open_now
from demand_change join profile_credentials on profile_credentials.profile = demand_change.profile
group by profile_credentials.credential, profile_credentials.level, day
CREATE VIEW demand_daily_by_region as
-- One row per region (a state, or US for all) and day on which anything changed in it; regions are not to be summed.
select
    profile_regions.region,
    day,
    sum(opened) as opened,
    sum(closed) as closed,
    sum(sum(opened - closed)) over (partition by profile_regions.region order by day) as open_now
from demand_change join profile_regions on profile_regions.profile = demand_change.profile
group by profile_regions.region, day
CREATE VIEW demand_daily_by_setting as
-- One row per setting and day on which anything changed in it.
select
    demand_profiles.setting,
    day,
    sum(opened) as opened,
    sum(closed) as closed,
    sum(sum(opened - closed)) over (partition by demand_profiles.setting order by day) as open_now
from demand_change join demand_profiles on demand_profiles.id = demand_change.profile
group by demand_profiles.setting, day
CREATE TABLE demand_employer (
    region text not null,
    setting text not null,
    cluster integer not null references employers (id),
    split text not null,
    remote text not null,
    openings integer not null,
    primary key (region, setting, cluster, split, remote)
) strict, without rowid
CREATE TABLE demand_packs (
    pack integer primary key,
    openings blob not null
) strict
CREATE TABLE demand_profiles (
    id integer primary key,
    setting text not null,
    remote text not null,
    split text not null,
    work_types text not null,
    states text not null,
    asks text not null
, states_scope text not null default 'unstated', shape integer references shapes (id), places text not null default '') strict
CREATE INDEX demand_profiles_by_shape on demand_profiles (shape)
CREATE TABLE demand_stamp (
    only_row integer primary key check (only_row = 1),
    stamp integer not null
) strict
CREATE TABLE employers (
    id integer primary key,
    name text not null unique,
    parent integer references employers (id),
    kind text,
    setting text,
    check (parent is not id)
) strict
CREATE INDEX employers_by_parent on employers (parent) where parent is not null
CREATE TABLE evidence (
    posting integer not null references postings (id),
    position integer not null,
    field text not null,
    value text not null,
    start_at integer not null check (start_at >= 0),
    end_at integer not null,
    rule text not null,
    found_in text not null check (found_in in ('text', 'title', 'employer', 'locations', 'board')),
    primary key (posting, position),
    check (end_at >= start_at)
) strict, without rowid
CREATE VIEW evidence_quotes as
-- One row per value read from a posting: the words that prove it, with at most 120 characters either side.
select
    evidence.posting,
    evidence.position,
    evidence.field,
    evidence.value,
    case evidence.found_in
        when 'text' then substr(
            posting_texts.text, max(1, start_at - 119), min(120, start_at)
        )
    end as words_before,
    substr(
        case evidence.found_in
            when 'text' then substr(posting_texts.text, start_at + 1, end_at - start_at)
            when 'title' then substr(postings.title, start_at + 1, end_at - start_at)
            when 'locations' then substr(postings.location_field, start_at + 1, end_at - start_at)
        end,
        1,
        300
    ) as words,
    case evidence.found_in
        when 'text' then substr(posting_texts.text, end_at + 1, 120)
    end as words_after,
    evidence.found_in,
    evidence.rule
from evidence
join postings on postings.id = evidence.posting
join posting_texts on posting_texts.posting = evidence.posting
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")
CREATE TABLE locations (
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
) strict, without rowid
CREATE INDEX locations_by_cbsa on locations (cbsa, posting) where cbsa is not null
CREATE INDEX locations_by_county on locations (county_fips, posting) where county_fips is not null
CREATE INDEX locations_by_state on locations (state, posting)
CREATE TABLE match_packs (
    pack integer primary key,
    openings blob not null
) strict
CREATE TABLE match_places (
    id integer primary key,
    key text not null
) strict
CREATE TABLE match_works (
    id integer primary key,
    key text not null
) strict
CREATE TABLE metros (
    cbsa text primary key,
    title text not null,
    kind text not null check (kind in ('metro', 'micro'))
) strict, without rowid
CREATE VIEW new_by_month as
-- One row per month: coder openings first posted in it, and closed in it.
select substr(day, 1, 7) as month, sum(opened) as opened, sum(closed) as closed
from demand_change
group by month
CREATE VIEW new_by_week as
-- One row per week (its Monday): coder openings first posted in it, and closed in it.
select
    date(day, 'weekday 0', '-6 days') as week,
    sum(opened) as opened,
    sum(closed) as closed
from demand_change
group by week
CREATE VIEW open_postings as
-- One row per posting that is open: what it says, with its source and employer by name.
select
    postings.id,
    postings.title,
    employers.name as employer,
    postings.location_field,
    postings.setting,
    postings.role,
    postings.remote,
    postings.pay_low,
    postings.pay_high,
    postings.pay_unit,
    postings.posted_on,
    postings.url,
    sources.slug as source
from postings
join employers on employers.id = postings.employer
join sources on sources.id = postings.source
where postings.closed_at is null
CREATE VIEW opening_cpc_ccs as
-- One row per opening that names any credential: how it asks for the CPC and the CCS.
select
    openings.id as opening,
    names_cpc,
    names_ccs,
    names_other,
    requires_cpc,
    requires_ccs,
    names_both,
    either,
    only_cpc,
    only_ccs,
    leans_cpc,
    leans_ccs
from openings join shape_cpc_ccs on shape_cpc_ccs.shape = openings.shape
CREATE TABLE opening_credentials (
    opening integer not null references openings (id),
    credential text not null references credentials (code),
    is_required integer not null check (is_required in (0, 1)),
    is_preferred integer not null check (is_preferred in (0, 1)),
    primary key (opening, credential)
) strict, without rowid
CREATE INDEX opening_credentials_by_credential on opening_credentials (credential, opening)
CREATE TABLE opening_decisions (
    posting_key text not null,
    other_key text not null,
    decision text not null check (decision in ('apart', 'together')),
    taken_at text not null,
    primary key (posting_key, other_key),
    check (posting_key < other_key)
) strict, without rowid
CREATE TABLE opening_joins (
    posting integer not null references postings (id),
    opening integer not null references openings (id),
    joined_to integer not null references postings (id),
    reason text not null check (
        reason in ('same_requisition', 'repost_requisition', 'repost_text', 'copy_text', 'by_hand')
    ),
    similarity real check (similarity between 0 and 1),
    primary key (posting, joined_to),
    check (joined_to <> posting)
) strict, without rowid
CREATE INDEX opening_joins_by_opening on opening_joins (opening)
CREATE VIEW opening_mentions as
-- One row per opening and mention.
select distinct postings.opening, posting_mentions.mention
from posting_mentions join postings on postings.id = posting_mentions.posting and postings.is_own
CREATE TABLE opening_places (
    opening integer not null references openings (id),
    state text not null,
    county_fips text not null default '',
    cbsa text not null default '',
    primary key (opening, state, county_fips, cbsa)
) strict, without rowid
CREATE INDEX opening_places_by_cbsa on opening_places (cbsa, opening) where cbsa <> ''
CREATE INDEX opening_places_by_county on opening_places (county_fips, opening) where county_fips <> ''
CREATE INDEX opening_places_by_state on opening_places (state, opening)
CREATE VIEW opening_requirements as
-- One row per opening, requirement group and credential; any one credential of a group satisfies it.
select
    postings.opening,
    requirement_groups.id as requirement_group,
    requirement_groups.level,
    requirement_credentials.credential,
    credentials.issuer,
    requirement_groups.months_to_obtain,
    requirement_groups.or_experience
from requirement_groups
join postings on postings.id = requirement_groups.posting and postings.is_own
join requirement_credentials on requirement_credentials.requirement_group = requirement_groups.id
join credentials on credentials.code = requirement_credentials.credential
CREATE VIEW opening_satisfied as
-- One row per tagged opening: whether the CPC alone, the CCS alone, and both together satisfy it.
select openings.id as opening, cpc_alone, ccs_alone, both_together
from openings join shape_satisfied on shape_satisfied.shape = openings.shape
where openings.is_tagged
CREATE VIEW opening_specialties as
-- One row per opening and specialty.
select distinct postings.opening, posting_specialties.specialty
from posting_specialties join postings on postings.id = posting_specialties.posting and postings.is_own
CREATE TABLE openings (
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
, split text
    check (split in ('CPC only', 'either', 'both', 'CCS only', 'other', 'none named')), profile integer, shape integer references shapes (id)) strict
CREATE INDEX openings_by_day on openings (job_class, first_on)
CREATE INDEX openings_by_employer on openings (employer, first_on)
CREATE INDEX openings_by_shape on openings (shape)
CREATE TABLE posting_blocks (
    block integer not null,
    day integer not null,
    posting integer not null references postings (id),
    primary key (block, day, posting)
) strict, without rowid
CREATE TABLE posting_events (
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
) strict
CREATE INDEX posting_events_by_posting on posting_events (posting, at)
CREATE TRIGGER posting_events_remain before delete on posting_events
begin
    select raise(abort, 'posting_events is append-only');
end
CREATE TRIGGER posting_events_stay before update on posting_events
begin
    select raise(abort, 'posting_events is append-only');
end
CREATE TABLE posting_mentions (
    posting integer not null references postings (id),
    mention text not null,
    primary key (posting, mention)
) strict, without rowid
CREATE VIEW posting_search as
select postings.id, postings.title, posting_texts.text
from postings join posting_texts on posting_texts.posting = postings.id
CREATE TABLE posting_specialties (
    posting integer not null references postings (id),
    specialty text not null,
    primary key (posting, specialty)
) strict, without rowid
CREATE TABLE posting_states (
    posting integer not null references postings (id),
    state text not null check (length(state) = 2),
    primary key (posting, state)
) strict, without rowid
CREATE INDEX posting_states_by_state on posting_states (state, posting)
CREATE TABLE posting_texts (
    posting integer primary key references postings (id),
    body blob not null,
    body_kind text not null check (body_kind in ('html', 'text')),
    text text
) strict
CREATE TABLE posting_work_types (
    posting integer not null references postings (id),
    work_type text not null check (
        work_type in ('inpatient', 'outpatient', 'professional', 'risk_adjustment', 'post_acute')
    ),
    primary key (posting, work_type)
) strict, without rowid
CREATE TABLE postings (
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
    employment_type text, is_linked integer not null default 0 check (is_linked in (0, 1)),
    check ((closed_at is null) = (closed_reason is null)),
    check ((tagger_version is null) = (job_class is null)),
    check (pay_low is null or pay_high is null or pay_low <= pay_high)
) strict
CREATE INDEX postings_by_employer on postings (employer, requisition)
CREATE INDEX postings_by_opening on postings (opening)
CREATE INDEX postings_by_source on postings (source, closed_at)
CREATE VIRTUAL TABLE postings_fts using fts5 (
    title, text, content = 'posting_search', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
)
CREATE TABLE 'postings_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID
CREATE TABLE 'postings_fts_data'(id INTEGER PRIMARY KEY, block BLOB)
CREATE TABLE 'postings_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB)
CREATE TABLE 'postings_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID
CREATE INDEX postings_unlinked on postings (id) where is_linked = 0
CREATE INDEX postings_untagged on postings (id) where tagged_hash is not content_hash
CREATE TABLE profile_credentials (
    profile integer not null references demand_profiles (id),
    credential text not null references credentials (code),
    level text not null check (level in ('required', 'preferred')),
    primary key (profile, credential, level)
) strict, without rowid
CREATE INDEX profile_credentials_by_credential on profile_credentials (credential, level)
CREATE TABLE profile_places (
    profile integer not null references demand_profiles (id),
    state text not null,
    county_fips text not null,
    cbsa text not null,
    primary key (profile, state, county_fips, cbsa)
) strict, without rowid
CREATE TABLE profile_regions (
    profile integer not null references demand_profiles (id),
    region text not null,
    primary key (profile, region)
) strict, without rowid
CREATE INDEX profile_regions_by_region on profile_regions (region)
CREATE VIEW regions as
-- One row per state, Census region, Census division, metro or micro area, and county.
select 'state' as kind, code, name from states
union all
select distinct 'region', region, region from states where region is not null
union all
select distinct 'division', division, division from states where division is not null
union all
select 'metro', cbsa, title from metros
union all
select 'county', counties.fips, counties.name || ', ' || counties.state from counties
CREATE TABLE rejected (
    posting integer not null references postings (id),
    position integer not null,
    field text not null,
    value text not null,
    start_at integer not null check (start_at >= 0),
    end_at integer not null,
    reason text not null,
    found_in text not null check (found_in in ('text', 'title', 'employer', 'locations', 'board')),
    primary key (posting, position),
    check (end_at >= start_at)
) strict, without rowid
CREATE TABLE requirement_credentials (
    requirement_group integer not null references requirement_groups (id),
    credential text not null references credentials (code),
    primary key (requirement_group, credential)
) strict, without rowid
CREATE INDEX requirement_credentials_by_credential on requirement_credentials (credential)
CREATE TABLE requirement_groups (
    id integer primary key,
    posting integer not null references postings (id),
    level text not null check (level in ('required', 'preferred')),
    months_to_obtain real check (months_to_obtain >= 0),
    or_experience integer not null check (or_experience in (0, 1))
) strict
CREATE INDEX requirement_groups_by_posting on requirement_groups (posting)
CREATE VIEW shape_cpc_ccs as
-- One row per shape that names any credential: how it asks for the CPC and the CCS.
with groups as (
    select
        shape_groups.shape,
        level,
        max(credential = 'CPC') as has_cpc,
        max(credential = 'CCS') as has_ccs,
        max(credential not in ('CPC', 'CCS', 'RN')) as has_other,
        max(credential in ('CPC', 'ANY', 'AAPC')) as lets_cpc_in,
        max(credential in ('CCS', 'ANY', 'AHIMA')) as lets_ccs_in
    from shape_groups
    join shape_credentials
        on shape_credentials.shape = shape_groups.shape and shape_credentials.group_no = shape_groups.group_no
    group by shape_groups.shape, shape_groups.group_no
),
asked as (
    select
        shape,
        max(has_cpc) as names_cpc,
        max(has_ccs) as names_ccs,
        max(has_other) as names_other,
        max(has_cpc and level = 'required') as requires_cpc,
        max(has_ccs and level = 'required') as requires_ccs,
        max(has_cpc and has_ccs) as either,
        max(has_cpc and lets_ccs_in) as ccs_beside_cpc,
        max(has_ccs and lets_cpc_in) as cpc_beside_ccs
    from groups
    group by shape
)
select
    shape,
    names_cpc,
    names_ccs,
    names_other,
    requires_cpc,
    requires_ccs,
    names_cpc and names_ccs as names_both,
    either,
    names_cpc and not names_ccs and not ccs_beside_cpc as only_cpc,
    names_ccs and not names_cpc and not cpc_beside_ccs as only_ccs,
    (names_cpc and not names_ccs and not ccs_beside_cpc)
        or (requires_cpc and names_ccs and not requires_ccs) as leans_cpc,
    (names_ccs and not names_cpc and not cpc_beside_ccs)
        or (requires_ccs and names_cpc and not requires_cpc) as leans_ccs
from asked
where names_cpc or names_ccs or names_other
CREATE TABLE shape_credentials (
    shape integer not null references shapes (id) on delete cascade,
    group_no integer not null,
    credential text not null references credentials (code),
    primary key (shape, group_no, credential),
    foreign key (shape, group_no) references shape_groups (shape, group_no) on delete cascade
) strict, without rowid
CREATE INDEX shape_credentials_by_credential on shape_credentials (credential, shape)
CREATE TABLE shape_groups (
    shape integer not null references shapes (id) on delete cascade,
    group_no integer not null check (group_no >= 0),
    level text not null check (level in ('required', 'preferred')),
    months_to_obtain real check (months_to_obtain >= 0),
    or_experience integer not null check (or_experience in (0, 1)),
    primary key (shape, group_no)
) strict, without rowid
CREATE VIEW shape_satisfied as
-- One row per shape: whether the CPC alone, the CCS alone, and both together satisfy it.
with holders (held, credential) as (
    values ('cpc', 'CPC'), ('ccs', 'CCS'), ('both', 'CPC'), ('both', 'CCS')
),
accepts (held, credential) as (
    select held, credential from holders
    union
    select holders.held, credential_implies.satisfies
    from holders join credential_implies on credential_implies.held = holders.credential
),
met as (
    select
        shape_groups.shape,
        shape_groups.level,
        shape_groups.or_experience or max(accepts.held is 'cpc') as by_cpc,
        shape_groups.or_experience or max(accepts.held is 'ccs') as by_ccs,
        shape_groups.or_experience or max(accepts.held is 'both') as by_both
    from shape_groups
    join shape_credentials
        on shape_credentials.shape = shape_groups.shape and shape_credentials.group_no = shape_groups.group_no
    left join accepts on accepts.credential = shape_credentials.credential
    group by shape_groups.shape, shape_groups.group_no
),
judged as (
    select
        shape,
        max(level = 'required') as is_required,
        min(level <> 'required' or by_cpc) as all_by_cpc,
        min(level <> 'required' or by_ccs) as all_by_ccs,
        min(level <> 'required' or by_both) as all_by_both,
        max(by_cpc) as any_by_cpc,
        max(by_ccs) as any_by_ccs,
        max(by_both) as any_by_both
    from met
    group by shape
)
select
    shapes.id as shape,
    coalesce(iif(is_required, all_by_cpc, any_by_cpc), 1) as cpc_alone,
    coalesce(iif(is_required, all_by_ccs, any_by_ccs), 1) as ccs_alone,
    coalesce(iif(is_required, all_by_both, any_by_both), 1) as both_together
from shapes left join judged on judged.shape = shapes.id
CREATE TABLE shapes (
    id integer primary key,
    key text not null unique
) strict
CREATE TABLE sources (
    id integer primary key,
    slug text not null unique,
    platform text not null
) strict
CREATE TABLE states (
    code text primary key check (length(code) = 2),
    name text not null unique,
    fips text not null unique,
    region text,
    division text
) strict, without rowid
CREATE VIEW tagged_openings as
-- One row per opening that has been tagged, whatever its class.
select
    openings.id as opening,
    openings.employer,
    openings.cluster,
    openings.postings,
    openings.first_on,
    openings.first_seen,
    openings.last_seen,
    openings.closed_at,
    openings.job_class,
    openings.role,
    openings.setting,
    case
        when openings.setting in (
            'acute_hospital', 'academic_medical_center', 'health_system', 'rehab_hospital', 'ltach'
        ) then 'hospital'
        when openings.setting in (
            'physician_practice', 'multispecialty_clinic', 'surgery_center', 'outpatient_clinic'
        ) then 'ambulatory'
        when openings.setting = 'unknown' then 'unknown'
        else 'other'
    end as setting_family,
    openings.inpatient,
    openings.outpatient,
    openings.professional,
    openings.risk_adjustment,
    openings.post_acute,
    openings.remote,
    openings.states_scope,
    openings.pay_low,
    openings.pay_high,
    openings.pay_unit,
    openings.annual_pay,
    openings.annual_pay_high,
    openings.experience_years
from openings
where openings.is_tagged
CREATE TABLE tagger_accuracy (
    tagger_version text not null,
    field text not null,
    truth text not null,
    observed text not null,
    n integer not null check (n >= 0),
    primary key (tagger_version, field, truth, observed)
) strict, without rowid
CREATE VIEW time_to_close as
-- One row per setting: closed coder openings and the days that they stood open.
select
    setting,
    count(*) as openings,
    round(avg(julianday(substr(closed_at, 1, 10)) - julianday(first_on)), 1) as mean_days,
    min(julianday(substr(closed_at, 1, 10)) - julianday(first_on)) as least_days,
    max(julianday(substr(closed_at, 1, 10)) - julianday(first_on)) as most_days
from openings
where job_class = 'coder' and closed_at is not null
group by setting
CREATE TABLE validators (
    posting integer primary key references postings (id) on delete cascade,
    validator text not null
) strict
CREATE TABLE wages (
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
) strict, without rowid
