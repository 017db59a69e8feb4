-- Which postings are compared at all when openings are sought, and which have been.
create table posting_blocks (
    block integer not null,
    day integer not null,
    posting integer not null references postings (id),
    primary key (block, day, posting)
) strict, without rowid;
alter table postings add column is_linked integer not null default 0 check (is_linked in (0, 1));
create index postings_unlinked on postings (id) where is_linked = 0;
