-- Every coder opening as the numbers that a coder's profile is compared with; where it is and what work it is stand once each.
create table match_packs (
    pack integer primary key,
    openings blob not null
) strict;

create table match_places (
    id integer primary key,
    key text not null
) strict;

create table match_works (
    id integer primary key,
    key text not null
) strict;
