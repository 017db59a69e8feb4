"""When does each board's turn come, by its own rhythm, and the first of them?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils.db import Database

from crawler.registry import Employer
from credtrack.config import Config
from db.batches import number_of
from db.connect import connect
from db.statements import statement

NextBoard = Callable[[datetime], datetime | None]
"""Tells, given when the schedule began, when the first board's turn comes; None where there is no board to read."""

SELDOM = 7  # a board in trouble, and one that refuses, is asked once in so many of its rhythms
STEPS = 2**32


@dataclass(frozen=True, slots=True)
class Due:
    """When a board's turn comes (UTC)."""

    employer: Employer
    at: datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """How a board's last crawls went: when the last began, its outcome, and how many in a row were not complete."""

    started_at: datetime
    outcome: str
    in_a_row: int


def paces(db: Database) -> dict[str, Pace]:
    """How each board's last crawls went, by slug; one that was never crawled is not among them."""
    rows = db.execute(statement("boards_pace")).fetchall()
    return {slug: Pace(datetime.fromisoformat(at), outcome, rest) for slug, at, outcome, rest in rows}


def turns(
    employers: Iterable[Employer], config: Config, pace: Mapping[str, Pace], since: datetime
) -> list[Due]:
    """When each board's turn comes, the earliest first; `since` is when the schedule began."""
    wanted = [row for row in employers if _is_wanted(row, config)]
    found = [Due(row, _turn(row, config, pace.get(row.slug), since)) for row in wanted]
    return sorted(found, key=lambda due: (due.at, due.employer.slug))


def next_board(config: Config, employers: Callable[[], Sequence[Employer]]) -> NextBoard:
    """What tells the schedule when the first board's turn comes.

    Without a database all boards are as though they were never read.
    """

    def first(since: datetime) -> datetime | None:
        found = turns(employers(), config, _paces_kept(config), since)
        return found[0].at if found else None

    return first


def _paces_kept(config: Config) -> dict[str, Pace]:
    if not config.database.exists():
        return {}
    db = connect(config.database, readonly=True)
    with closing(db.conn):
        return paces(db)


def _is_wanted(row: Employer, config: Config) -> bool:
    among = not config.crawl_platforms or row.platform in config.crawl_platforms
    return among and row.slug not in config.crawl_leave_out


def _turn(row: Employer, config: Config, pace: Pace | None, since: datetime) -> datetime:
    if pace is None:
        return since + spread(row.slug, since, config.crawl_jitter)
    rhythms = config.crawl_rhythms
    rhythm = rhythms.get(row.slug, rhythms.get(row.platform, config.crawl_rhythm))
    put_off = spread(row.slug, pace.started_at, min(config.crawl_jitter, rhythm / 2))
    return pace.started_at + rhythm * _patience(pace) + put_off


def _patience(pace: Pace) -> int:
    """Once is a chance; a board that goes on failing is asked ever more seldom, one that refuses at once so."""
    if pace.outcome == "refused":
        return SELDOM
    if pace.outcome in {"complete", "partial", "shrunken"}:
        return 1
    return min(SELDOM, 1 << min(8, max(0, pace.in_a_row - 1)))


def spread(slug: str, moment: datetime, most: timedelta) -> timedelta:
    """A part of `most` that hangs on the board and the moment alone, so that asking twice gives the same."""
    return most * ((number_of(f"{slug} {moment:%Y-%m-%dT%H:%M}") % STEPS) / STEPS)
