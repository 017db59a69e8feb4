-- Pairs of postings with like titles and a place in common, near enough in time; at least one of each pair is new.
select distinct max(ours.posting, theirs.posting), min(ours.posting, theirs.posting)
from temp.fresh_blocks as ours
cross join posting_blocks as theirs on theirs.block = ours.block
    and theirs.day between ours.day - 240 and ours.day + 240
    and theirs.posting <> ours.posting
