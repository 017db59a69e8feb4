-- What a person decided about two postings, by their keys: a posting may come after what was decided of it.
create table opening_decisions (
    posting_key text not null,
    other_key text not null,
    decision text not null check (decision in ('apart', 'together')),
    taken_at text not null,
    primary key (posting_key, other_key),
    check (posting_key < other_key)
) strict, without rowid;
insert or ignore into opening_decisions
select
    min(one.key, other.key), max(one.key, other.key), 'together', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')
from opening_joins
join postings as one on one.id = opening_joins.posting
join postings as other on other.id = opening_joins.joined_to
where opening_joins.reason = 'by_hand';
