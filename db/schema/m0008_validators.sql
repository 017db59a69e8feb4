-- By what a host tells that a posting's page is as it was: its ETag, or the moment of its last change as the host wrote it.
create table validators (
    posting integer primary key references postings (id) on delete cascade,
    validator text not null
) strict;
