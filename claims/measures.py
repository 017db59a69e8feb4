"""What do the openings of each employer count for a part of a claim?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlite_utils.db import Database

from claims.ledger import Part

FACTS = Path(__file__).parent / "sql" / "facts.sql"
WINDOW_DAYS = 365


@dataclass(frozen=True, slots=True)
class Tally:
    """One employer's openings in a part's population: how many, how many meet the rule, how many leave it unsaid."""

    cluster: int
    openings: int
    met: int
    unknown: int


def gather(db: Database, until: date) -> tuple[date, date]:
    """Make the temporary table of facts for the year up to `until`; the first and last day of it."""
    since = until - timedelta(days=WINDOW_DAYS)
    db.execute("drop table if exists temp.facts")
    db.execute(FACTS.read_text(encoding="utf-8"), {"since": since.isoformat(), "until": until.isoformat()})
    return since, until


def tallies(db: Database, part: Part, *, by_posting: bool = False) -> list[Tally]:
    """Count a part's population by employer cluster; each opening once, or as often as it was posted."""
    weight = "postings" if by_posting else "1"
    query = f"""
        select cluster, sum({weight}), sum({weight} * coalesce({part.met}, 0)), sum({weight} * (({part.met}) is null))
        from temp.facts where {part.where} group by cluster order by cluster
    """  # noqa: S608  (the ledger is ours and holds no word of a posting)
    return [Tally(*row) for row in db.execute(query).fetchall()]


def left_out(tally: Sequence[Tally]) -> list[Tally]:
    """The tallies with the unknown openings left out."""
    return [replace(t, openings=t.openings - t.unknown, unknown=0) for t in tally if t.openings > t.unknown]


def as_not_met(tally: Sequence[Tally]) -> list[Tally]:
    """The tallies with the unknown openings counted as not meeting the rule."""
    return [replace(t, unknown=0) for t in tally]


def as_met(tally: Sequence[Tally]) -> list[Tally]:
    """The tallies with the unknown openings counted as meeting the rule."""
    return [replace(t, met=t.met + t.unknown, unknown=0) for t in tally]


def without_largest(tally: Sequence[Tally]) -> list[Tally]:
    """The tallies without the employer that has most openings."""
    largest = max(tally, key=lambda t: t.openings, default=None)
    return [t for t in tally if t is not largest]
