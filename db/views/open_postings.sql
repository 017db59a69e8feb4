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
