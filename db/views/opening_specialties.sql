-- One row per opening and specialty.
select distinct postings.opening, posting_specialties.specialty
from posting_specialties join postings on postings.id = posting_specialties.posting and postings.is_own
