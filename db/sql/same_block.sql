-- Pairs of postings with like titles and a place in common, near enough in time; at least one of each pair is new.
select distinct max(ours.posting, theirs.posting), min(ours.posting, theirs.posting)
from postings as fresh
join posting_blocks as ours on ours.posting = fresh.id
join posting_blocks as theirs on theirs.block = ours.block
    and theirs.day between ours.day - 240 and ours.day + 240
    and theirs.posting <> ours.posting
where fresh.is_linked = 0
