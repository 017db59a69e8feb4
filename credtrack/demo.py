"""How is the sample market put up, crawled on days of two years, and tagged?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlite_utils.db import Database

from crawler.options import Options
from crawler.run import Turn, crawl_in_turn
from credtrack.crawling import DatabaseSink, turn
from credtrack.sample.compose import write
from credtrack.sample.server import Boards, running
from credtrack.sample.world import build_market
from credtrack.terminal import Advance
from db.connect import connect
from db.statements import statement

SEED = 29_2072
DAYS_BETWEEN_CRAWLS = 72
CRAWLS = 10
CONNECTIONS = 8
NEVER_AGAIN = 3650  # the sample market changes no posting without a word on its list


@dataclass(frozen=True, slots=True)
class Crawled:
    """What was crawled of the sample market: so many boards, on these days."""

    days: tuple[date, ...]
    boards: int


def crawl_sample(path: Path, today: date, advance: Advance) -> Crawled:
    """Crawl the sample market on days up to `today` into the database at `path`; a crawl that is there already is left out."""
    market = build_market("demo", "demo", SEED, today)
    days = [today - timedelta(days=back * DAYS_BETWEEN_CRAWLS) for back in range(CRAWLS - 1, -1, -1)]
    db = connect(path, kind="sample")
    try:
        with running(market, write, days[0]) as boards:
            sink = DatabaseSink(db, advance)
            crawl_in_turn(sample_turns(db, boards, days, today, sink))
            sink.flush()
    finally:
        db.conn.close()
    return Crawled(tuple(days), len(market.employers))


def crawled_on(db: Database) -> dict[date, set[str]]:
    """The boards, by slug, that were crawled already on each day."""
    rows = db.execute(statement("boards_by_day")).fetchall()
    found: dict[date, set[str]] = {}
    for day, slug in rows:
        found.setdefault(date.fromisoformat(day), set()).add(slug)
    return found


def sample_turns(
    db: Database, boards: Boards, days: list[date], today: date, sink: DatabaseSink
) -> Iterator[Turn]:
    """One crawl for each day of the boards not yet crawled on it, with the market moved there first."""
    done = crawled_on(db)
    for day in days:
        left = [row for row in boards.registry if row.slug not in done.get(day, ())]
        if not left:
            continue
        sink.flush()
        boards.move_to(day)
        options = Options(
            allow_loopback=True,
            pace_seconds=0,
            concurrency=CONNECTIONS,
            behind=today - day,
            cycle_days=NEVER_AGAIN,
        )
        yield turn(db, left, options, sink)
