-- One row per posting: its board and key, when it was opened and closed, how often reopened, and whether it is open and tagged.
select
    slug,
    key,
    group_concat(at) filter (where kind = 'opened'),
    group_concat(at) filter (where kind = 'closed'),
    count(*) filter (where kind = 'reopened'),
    closed_at is null,
    tagger_version is not null
from postings
join posting_events on posting = postings.id
join sources on sources.id = source
group by postings.id
