"""What does each opening say, all its postings taken together, and how does that change what is open?"""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils.db import Database

from db.match_packs import TABLES as MATCHED
from db.match_packs import keep_match_packs, turn_match_packs
from db.packs import keep_packs
from db.scratch import empty_scratch
from db.statements import statement

_LISTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SPANS: list[str] = _LISTED["spans"]
SUMMARY: list[str] = SPANS + _LISTED["said"]
COUNTS: list[str] = _LISTED["counts"]
DEMAND: list[str] = [*_LISTED["demand"], *MATCHED]


def refresh_openings(db: Database, query: str, parameters: Sequence[object] = ()) -> None:
    """Bring the openings that `query` selects up to date, and what is counted of them; in the caller's transaction."""
    if _hold(db, query, parameters):
        _run(db, ("hold_before", *SUMMARY, *COUNTS))
        keep_packs(db)
        keep_match_packs(db)


def turn_openings(db: Database, query: str, parameters: Sequence[object] = ()) -> None:
    """As refresh_openings, where no more has changed than which postings are open and when they were seen."""
    if _hold(db, query, parameters):
        _run(db, ("hold_before", *SPANS, *COUNTS))
        keep_packs(db)
        turn_match_packs(db)


def withdraw_openings(db: Database, query: str, parameters: Sequence[object] = ()) -> None:
    """Count the openings that `query` selects no more; in the caller's transaction, before they are deleted."""
    if _hold(db, query, parameters):
        _run(db, ("hold_before", "hold_shapes", "withdraw_openings", *COUNTS))
        keep_packs(db)
        keep_match_packs(db)


def rebuild_openings(db: Database) -> None:
    """Take every opening's summary and all counts anew; identical to what was kept up step by step."""
    for table in DEMAND:
        db.execute(f"delete from {table}")  # noqa: S608  (our own tables)
    db.execute("update openings set profile = null")
    refresh_openings(db, "select id from openings")


def _hold(db: Database, query: str, parameters: Sequence[object]) -> bool:
    empty_scratch(db)
    return bool(db.execute(f"insert or ignore into temp.dirty {query}", list(parameters)).rowcount)


def _run(db: Database, steps: Sequence[str]) -> None:
    for step in steps:
        db.execute(statement(step))
