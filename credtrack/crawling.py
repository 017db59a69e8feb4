"""How does what a crawl finds get into the database while the crawl runs?"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout
from sqlite_utils.db import Database

from crawler.options import Known, Options
from crawler.posting import BoardReport, Posting
from crawler.registry import Employer
from crawler.run import CrawlStoppedError, Turn, crawl, spiders
from credtrack.mistakes import UserError
from credtrack.terminal import Advance
from db.boards import finish_boards, last_listed
from db.clock import check_clock
from db.rows import EmployerRow
from db.store import known, put_employers, put_postings

HELD_AT_MOST = 200
HELD_SECONDS = 2.0


class DatabaseSink:
    """Takes what a crawl finds and stores it a little later, in few transactions; a board's postings before its report."""

    def __init__(self, db: Database, advance: Advance) -> None:
        self._db = db
        self._advance = advance
        self._postings: list[Posting] = []
        self._reports: list[BoardReport] = []
        self._since = monotonic()
        self._count = 0

    def posting(self, posting: Posting) -> None:
        """Hold a posting, for two seconds at most."""
        self._postings.append(posting)
        self._flush_when_due()

    def report(self, report: BoardReport) -> None:
        """Hold a report on a board, for two seconds at most."""
        self._reports.append(report)
        self._flush_when_due()

    def flush(self) -> None:
        """Store what is held."""
        put_postings(self._db, self._postings)
        finish_boards(self._db, self._reports)
        self._count += len(self._postings)
        self._postings, self._reports = [], []
        self._since = monotonic()
        self._advance(self._count)

    def _flush_when_due(self) -> None:
        held = len(self._postings) + len(self._reports)
        if held >= HELD_AT_MOST or monotonic() - self._since > HELD_SECONDS:
            self.flush()


def remembered(db: Database, employers: Sequence[Employer]) -> dict[str, Known]:
    """What the database knows of the postings on these boards, as the crawler wants it."""
    past_too = {platform for platform, spider in spiders().items() if spider.lists_past}
    return {
        posting.id: Known(
            list_hash=posting.list_hash, fetched_at=posting.fetched_at, validator=posting.validator
        )
        for employer in employers
        for posting in known(db, employer.slug, closed_too=employer.platform in past_too).values()
    }


def crawl_boards(
    db: Database, employers: Sequence[Employer], options: Options, advance: Advance
) -> list[BoardReport]:
    """Crawl the boards into the database; postings that are known and unchanged cost no request of their own.

    What was found is stored, too, where the crawl is stopped or can't be archived to its end. Raises ClockError where the clock was set back,
    UserError where another crawl fills the same database: two would ask a host twice as often as one may.
    """
    check_clock(db, options.now())
    sink = DatabaseSink(db, advance)
    with alone(db):
        try:
            reports = crawl(turn(db, employers, options, sink))
        except (CrawlStoppedError, OSError):
            sink.flush()
            raise
        sink.flush()
    return reports


@contextmanager
def alone(db: Database) -> Iterator[None]:
    """Let no other crawl fill the database while the block runs; blocks within one another are one. Raises UserError where one does."""
    path = Path(db.execute("pragma database_list").fetchone()[2])
    try:
        with FileLock(path.with_name(f"{path.name}.crawl.lock"), timeout=0, is_singleton=True):
            yield
    except Timeout as error:
        raise UserError(f"{path}: another crawl is filling it; run this again when that is done") from error


def turn(db: Database, employers: Sequence[Employer], options: Options, sink: DatabaseSink) -> Turn:
    """One crawl of the boards, told what the database knows at this moment."""
    put_employers(db, [EmployerRow(e.name, e.parent, e.kind, e.setting) for e in employers])
    return Turn(
        employers=tuple(employers),
        sink=sink,
        options=options,
        known=remembered(db, employers),
        last_listed=last_listed(db),
    )
