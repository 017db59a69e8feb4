"""What does one crawl of one board tell about the postings that it listed, and those that it did not?"""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils.db import Database

from crawler.posting import BoardReport
from db.batches import stamp
from db.connect import transaction
from db.rows import BoardResult
from db.statements import statement
from db.store import source_number
from db.summaries import turn_openings

ABSENCES_TO_CLOSE = 2


def finish_board(db: Database, report: BoardReport) -> BoardResult:
    """Record how one board's crawl went; as `finish_boards` with one report."""
    return finish_boards(db, [report])[0]


def finish_boards(db: Database, reports: Iterable[BoardReport]) -> list[BoardResult]:
    """Record how boards' crawls went, in one transaction; a report that was stored before changes nothing.

    Closes what a board declared gone, or left out of two complete lists in a row.
    """
    with transaction(db):
        return [_finish(db, report) for report in reports]


def _finish(db: Database, report: BoardReport) -> BoardResult:
    source = source_number(db, report.source, report.platform)
    if not _record(db, report, source):
        return BoardResult(repeated=True)
    _hold_keys(db, "listed", report.listed - report.closed)
    _hold_keys(db, "declared", report.closed)
    at = stamp(report.finished_at)
    _hold_keys(db, "unchanged", report.unchanged)
    db.execute(statement("board_unchanged"), [at])
    reopened = db.execute(statement("board_reopened"), [at, source]).rowcount
    db.execute(statement("board_seen"), [at, source])
    if report.outcome == "complete":
        db.execute(statement("board_absent"), [source, stamp(report.started_at)])
    closed = db.execute(statement("board_closed_events"), [at, source, ABSENCES_TO_CLOSE]).rowcount
    db.execute(statement("board_close"), [at, source, ABSENCES_TO_CLOSE])
    turn_openings(db, statement("turned_openings"), [source, at])
    db.execute(statement("openings_seen"), [at, source])
    open_now = "select count(*) from postings where source = ? and closed_at is null"
    return BoardResult(closed, reopened, int(db.execute(open_now, [source]).fetchone()[0]))


def last_listed(db: Database) -> dict[str, int]:
    """How many postings the newest list that was read to its end held, by source."""
    rows = db.execute(statement("last_listed")).fetchall()
    return {slug: int(listed) for slug, listed in rows}


def _record(db: Database, report: BoardReport, source: int) -> bool:
    started = stamp(report.started_at)
    db.execute("insert or ignore into crawls (source, started_at) values (?, ?)", [source, started])
    counts = (report.screened_out, report.fetched, report.failed, report.blocked, report.skipped)
    values = (stamp(report.finished_at), report.outcome, report.advertised, len(report.listed), *counts)
    updated = db.execute(statement("finish_crawl"), [*values, report.note, source, started])
    return bool(updated.rowcount)


def _hold_keys(db: Database, name: str, keys: Iterable[str]) -> None:
    db.execute(f"create temp table if not exists {name} (key text primary key) without rowid")
    db.execute(f"delete from temp.{name}")  # noqa: S608  (two names of our own)
    db.conn.executemany(f"insert into temp.{name} values (?)", [(key,) for key in keys])  # noqa: S608  (as above)


def finished_since(db: Database, moment: datetime) -> frozenset[str]:
    """The slugs of the boards that were read to a report since a moment (UTC), to the second."""
    return frozenset(slug for (slug,) in db.execute(statement("boards_since"), [stamp(moment)]).fetchall())
