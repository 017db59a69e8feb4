-- Blocks are by employer and by kind of employer now: what was filed is filed anew when the database is opened.
delete from posting_blocks;
