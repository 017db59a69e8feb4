-- What the tagger reads from a posting, and the words that prove it.
create table credentials (
    code text primary key,
    name text,
    issuer text,
    level text,
    side text,
    in_catalogue integer not null default 1 check (in_catalogue in (0, 1))
) strict, without rowid;

create table credential_implies (
    held text not null references credentials (code),
    satisfies text not null references credentials (code),
    primary key (held, satisfies)
) strict, without rowid;

create table requirement_groups (
    id integer primary key,
    posting integer not null references postings (id),
    level text not null check (level in ('required', 'preferred')),
    months_to_obtain real check (months_to_obtain >= 0),
    or_experience integer not null check (or_experience in (0, 1))
) strict;
create index requirement_groups_by_posting on requirement_groups (posting);

create table requirement_credentials (
    requirement_group integer not null references requirement_groups (id),
    credential text not null references credentials (code),
    primary key (requirement_group, credential)
) strict, without rowid;
create index requirement_credentials_by_credential on requirement_credentials (credential);

create table evidence (
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
) strict, without rowid;

create table rejected (
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
) strict, without rowid;

create table posting_work_types (
    posting integer not null references postings (id),
    work_type text not null check (
        work_type in ('inpatient', 'outpatient', 'professional', 'risk_adjustment', 'post_acute')
    ),
    primary key (posting, work_type)
) strict, without rowid;

create table posting_states (
    posting integer not null references postings (id),
    state text not null check (length(state) = 2),
    primary key (posting, state)
) strict, without rowid;
create index posting_states_by_state on posting_states (state, posting);

create table posting_specialties (
    posting integer not null references postings (id),
    specialty text not null,
    primary key (posting, specialty)
) strict, without rowid;

create table posting_mentions (
    posting integer not null references postings (id),
    mention text not null,
    primary key (posting, mention)
) strict, without rowid;

create view posting_search as
select postings.id, postings.title, posting_texts.text
from postings join posting_texts on posting_texts.posting = postings.id;

create virtual table postings_fts using fts5 (
    title, text, content = 'posting_search', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
