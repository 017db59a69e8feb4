-- Pairs of postings of one employer with one title and one location, the later within 60 days of the earlier.
select later.id, earlier.id, later_text.text, earlier_text.text
from postings as later
join postings as earlier on earlier.employer = later.employer
    and earlier.title = later.title
    and earlier.location_field = later.location_field
    and earlier.id < later.id
join posting_texts as later_text on later_text.posting = later.id
join posting_texts as earlier_text on earlier_text.posting = earlier.id
where later.opening = later.id
    and (later.requisition is null or earlier.requisition is null)
    and later_text.text is not null
    and earlier_text.text is not null
    and coalesce(later.posted_on, substr(later.first_seen, 1, 10)) > coalesce(earlier.posted_on, substr(earlier.first_seen, 1, 10))
    and julianday(coalesce(later.posted_on, substr(later.first_seen, 1, 10)))
        - julianday(coalesce(earlier.posted_on, substr(earlier.first_seen, 1, 10))) <= 60
order by later.id, earlier.id desc
