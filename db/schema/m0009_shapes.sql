-- What openings require, each distinct set of requirement groups once: a million openings share some thousands.
create table shapes (
    id integer primary key,
    key text not null unique
) strict;

create table shape_groups (
    shape integer not null references shapes (id) on delete cascade,
    group_no integer not null check (group_no >= 0),
    level text not null check (level in ('required', 'preferred')),
    months_to_obtain real check (months_to_obtain >= 0),
    or_experience integer not null check (or_experience in (0, 1)),
    primary key (shape, group_no)
) strict, without rowid;

create table shape_credentials (
    shape integer not null references shapes (id) on delete cascade,
    group_no integer not null,
    credential text not null references credentials (code),
    primary key (shape, group_no, credential),
    foreign key (shape, group_no) references shape_groups (shape, group_no) on delete cascade
) strict, without rowid;
create index shape_credentials_by_credential on shape_credentials (credential, shape);

alter table openings add column shape integer references shapes (id);
create index openings_by_shape on openings (shape);

-- On whose word a holder of one credential satisfies another.
alter table credential_implies add column source text not null default 'catalogue';
