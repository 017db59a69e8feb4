"""Is the database sound, and which boards have gone so badly that a person should look at them?"""

import sqlite3
from dataclasses import dataclass
from typing import Literal

from sqlite_utils.db import Database

from crawler.posting import Outcome
from db.statements import statement

Why = Literal["refused", "blocked", "failed", "frozen", "shrunken twice", "partial twice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTrouble:
    """A board that needs a person: what happened, since its list was last complete (UTC, or None), and its report's note."""

    source: str
    platform: str
    why: Why
    complete_at: str | None
    note: str


def boards_in_trouble(db: Database) -> list[BoardTrouble]:
    """The boards that need a person, by slug; one that was never crawled is not among them."""
    found = []
    for slug, platform, outcome, before, listed, _, complete_at, note in db.execute(
        statement("boards_lately")
    ):
        if why := _why(outcome, before, listed, complete_at):
            found.append(
                BoardTrouble(source=slug, platform=platform, why=why, complete_at=complete_at, note=note)
            )
    return found


def _why(outcome: Outcome, before: str | None, listed: int, complete_at: str | None) -> Why | None:
    """A board is frozen where it once was whole and now shows nothing, or has failed twice in a row."""
    dark = outcome in {"failed", "blocked"}
    if complete_at and ((dark and before in {"failed", "blocked"}) or (outcome == "shrunken" and not listed)):
        return "frozen"
    if outcome in ("refused", "blocked", "failed"):
        return outcome
    if outcome == before == "shrunken":
        return "shrunken twice"
    return "partial twice" if outcome == before == "partial" else None


def faults(db: Database) -> list[str]:
    """What SQLite finds wrong with the file, and rows that point at nothing; an empty list where it is sound."""
    try:
        checked = [str(row[0]) for row in db.execute("pragma quick_check(20)")]
        dangling = db.execute("pragma foreign_key_check").fetchmany(20)
    except sqlite3.DatabaseError as error:
        return [str(error)]
    broken = [line for line in checked if line != "ok"]
    return broken + [f"{table}, row {row}: its {other} is missing" for table, row, other, _ in dangling]
