"""What does one crawl of one board tell about the postings that it listed, and those that it did not?"""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils.db import Database

from crawler.posting import BoardReport
from db.batches import stamp
from db.connect import transaction
from db.statements import statement
from db.store import source_number
from db.summaries import turn_openings

ABSENCES_TO_CLOSE = 2


def finish_boards(db: Database, reports: Iterable[BoardReport]) -> None:
    """Record how boards' crawls went, in one transaction; a report that was stored before changes nothing.

    Closes what a board declared gone, or left out of two complete lists in a row.
    """
    with transaction(db):
        for report in reports:
            source = source_number(db, report.source, report.platform)
            if _is_new(db, report, source):
                _finish(db, report, source)


def _finish(db: Database, report: BoardReport, source: int) -> None:
    _hold_keys(db, "listed", report.listed - report.closed)
    _hold_keys(db, "declared", report.closed)
    _hold_keys(db, "unchanged", report.unchanged)
    at = stamp(report.finished_at)
    db.execute(statement("board_unchanged"), [at])
    db.execute(statement("board_reopened"), [at, source])
    db.execute(statement("board_seen"), [at, source])
    if report.outcome == "complete":
        db.execute(statement("board_absent"), [source, stamp(report.started_at)])
    db.execute(statement("board_closed_events"), [at, source, ABSENCES_TO_CLOSE])
    db.execute(statement("board_close"), [at, source, ABSENCES_TO_CLOSE])
    turn_openings(db, statement("turned_openings"), [source, at])
    db.execute(statement("openings_seen"), [at, source])


def last_listed(db: Database) -> dict[str, int]:
    """How many postings the newest list that was read to its end held, by source."""
    rows = db.execute(statement("last_listed")).fetchall()
    return {slug: int(listed) for slug, listed in rows}


def _is_new(db: Database, report: BoardReport, source: int) -> bool:
    """Store a report; whether it was not there before."""
    counts = (report.screened_out, report.fetched, report.failed, report.blocked, report.skipped)
    seen = (report.outcome, report.advertised, len(report.listed), *counts, report.note)
    values = (source, stamp(report.started_at), stamp(report.finished_at), *seen)
    return bool(db.execute(statement("add_crawl"), values).rowcount)


def _hold_keys(db: Database, name: str, keys: Iterable[str]) -> None:
    db.execute(f"create temp table if not exists {name} (key text primary key) without rowid")
    db.execute(f"delete from temp.{name}")  # noqa: S608  (two names of our own)
    db.conn.executemany(f"insert into temp.{name} values (?)", [(key,) for key in keys])  # noqa: S608  (as above)


def finished_since(db: Database, moment: datetime) -> frozenset[str]:
    """The slugs of the boards that were read to a report since a moment (UTC), to the second."""
    return frozenset(slug for (slug,) in db.execute(statement("boards_since"), [stamp(moment)]).fetchall())
