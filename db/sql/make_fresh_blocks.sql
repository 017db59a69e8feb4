-- The blocks of the postings that are being compared, and the blocks that each is compared with.
create temp table if not exists fresh_blocks (
    block integer, compared_with integer, within_days integer, day integer, posting integer
)
