"""Which postings are compared at all when openings are sought?

Only postings with like titles and a place in common; of those, the employer's own (reposts), and an agency's with an
employer's (copies). Each posting is filed under both, so that a search touches nothing else.
"""

from collections.abc import Iterator

from sqlite_utils.db import Database

from db.batches import number_of
from db.likeness import SEEKERS, title_core
from db.statements import statement

REPOSTS_WITHIN = 800  # days between first postings: one may stand open for long before it is posted anew
COPIES_WITHIN = 30

Filed = tuple[int, int, int, int, int]
"""The block it lies in, the block it is compared with, within how many days; its day; the posting."""


def block_postings(db: Database) -> None:
    """File the postings that have not been compared; `temp.fresh_blocks` says with which blocks they are to be."""
    _file(db, "is_linked = 0")


def block_all_postings(db: Database) -> None:
    """File all postings anew where none is filed, as after an upgrade."""
    if not db.execute("select 1 from posting_blocks limit 1").fetchone():
        _file(db, "1")


def _file(db: Database, which: str) -> None:
    db.execute(statement("make_fresh_blocks"))
    db.execute("delete from temp.fresh_blocks")
    fresh = db.execute(statement("fresh_postings").format(which=which))
    db.conn.executemany("insert into temp.fresh_blocks values (?, ?, ?, ?, ?)", _filed(fresh))
    db.execute("insert or ignore into posting_blocks select block, day, posting from temp.fresh_blocks")


def _filed(
    rows: Iterator[tuple[int, int, str, str, int, str, str | None, str | None]],
) -> Iterator[Filed]:
    for posting, employer, setting, title, day, remote, places, states in rows:
        core = title_core(title)
        where = {"remote"} if remote == "remote" else set((places or states or "").split(","))
        sides = ("seeker", "own") if setting in SEEKERS else ("own", "seeker")
        for place in where if core else ():
            if place:
                ours = number_of(f"{core}|{place}|{employer}")
                mine, theirs = (number_of(f"{core}|{place}|{side}") for side in sides)
                yield ours, ours, REPOSTS_WITHIN, day, posting
                yield mine, theirs, COPIES_WITHIN, day, posting
