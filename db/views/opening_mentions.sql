-- One row per opening and mention.
select distinct postings.opening, posting_mentions.mention
from posting_mentions join postings on postings.id = posting_mentions.posting and postings.is_own
