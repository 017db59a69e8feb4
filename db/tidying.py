"""How does a database stay quick and right over years: its counts, its planner's statistics, its free pages?"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils.db import Database

from db.connect import transaction
from db.statements import statement
from db.summaries import rebuild_openings

WORTH_IT = 0.2  # of the pages lie empty
ROOM = 2.2  # a database is written twice while it is packed
MERGED_PAGES = 2_000


@dataclass(frozen=True, slots=True)
class Tidied:
    """What tidying came to: the file's size in bytes before and after, and why it was not packed (empty: it was)."""

    before: int
    after: int
    not_packed: str


def demand_is_right(db: Database) -> bool:
    """Whether the counts of demand, which are kept up step by step, add up to the openings themselves."""
    opened, closed, openings, gone = db.execute(statement("demand_audit")).fetchone()
    return (opened, closed) == (openings, gone)


def recount_demand(db: Database) -> None:
    """Take all counts of demand anew from the openings, in one transaction."""
    with transaction(db):
        rebuild_openings(db)


def tidy(db: Database, path: Path) -> Tidied:
    """Renew the planner's statistics, merge the search index, and pack the file where a fifth of it lies empty."""
    before = path.stat().st_size
    db.execute("insert into postings_fts (postings_fts, rank) values ('merge', ?)", [MERGED_PAGES])
    db.execute("pragma analysis_limit = 1000")
    db.execute("pragma optimize = 0x10002")
    reason = _why_not_packed(db, path)
    if not reason:
        db.execute("vacuum")
    db.execute("pragma wal_checkpoint(truncate)")
    return Tidied(before, path.stat().st_size, reason)


def _why_not_packed(db: Database, path: Path) -> str:
    pages = db.execute("pragma page_count").fetchone()[0]
    empty = db.execute("pragma freelist_count").fetchone()[0] / max(1, pages)
    if empty < WORTH_IT:
        return f"{empty:.0%} of it lies empty"
    free = shutil.disk_usage(path.absolute().parent).free
    return "" if free > ROOM * path.stat().st_size else "too little room beside it"
