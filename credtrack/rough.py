"""What does a crawl make of the rough market, board by board?"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils.db import Database

from crawler.options import Options
from crawler.posting import BoardReport
from crawler.run import Turn, crawl_in_turn
from crawler.spiders.usajobs import EMAIL, KEY
from credtrack.crawling import DatabaseSink, turn
from credtrack.sample.boards.rough import Expect, told
from credtrack.sample.rough_market import RoughMarket, build_rough, words
from credtrack.sample.server import Boards, running
from credtrack.terminal import Advance
from db.connect import connect

CONNECTIONS = 4
PATIENCE = 300.0  # hundreds of boards share one processor, and a slow answer is none of their traps


@dataclass(frozen=True, slots=True)
class Ending:
    """How one board of the rough market ended, beside what its trap expects.

    `told` is what the first day's report says; `requests` are those of the first day, `forbidden` those of all
    days that the board's rules forbid and no permission waives. `stored`, `repeated` and `closed` are what the database holds at the end,
    `should_close` what it should have closed.
    """

    platform: str
    board: str
    trap: str
    expect: Expect
    told: Expect
    outcome: str
    requests: int
    forbidden: int
    open_postings: int
    fetched: int
    missed: int
    stored: int
    repeated: int
    closed: tuple[str, ...]
    should_close: tuple[str, ...]
    note: str

    @property
    def is_true(self) -> bool:
        """Whether the report tells the truth, and the database holds neither more nor less."""
        return (
            self.told == self.expect
            and not self.repeated
            and not self.forbidden
            and self.closed == self.should_close
            and (self.expect not in {"complete", "posting_closes"} or self.stored == self.open_postings)
            and (self.expect != "refused" or (self.requests, self.stored) == (1, 0))
        )


def crawl_rough(
    path: Path, today: date, advance: Advance, only: frozenset[str] = frozenset(), every: int = 1
) -> list[Ending]:
    """Crawl the rough market on three days up to `today` into a new database at `path`; how each board ended.

    `only` and `every` choose boards as `build_rough` does.
    """
    market = build_rough(today, only, every)
    db = connect(path, kind="sample")
    asked: dict[str, Counter[str]] = {}
    try:
        with (
            running(market, words, market.days[0], faults=market.faults, total_cap=40, apart=True) as boards,
            _key(),
        ):
            sink = DatabaseSink(db, advance)
            reports = crawl_in_turn(_turns(db, boards, market, sink, asked))
            sink.flush()
            forbidden = {origin: counts["forbidden"] for origin, counts in boards.tally().items()}
            origins = dict(boards.origins)
        opened = market.open_on(market.days[0])
        return [
            _ending(db, market, own, opened[slug], asked[origins[slug]], forbidden[origins[slug]])
            for slug, own in sorted(_by_board(reports).items())
        ]
    finally:
        db.conn.close()


def _turns(
    db: Database, boards: Boards, market: RoughMarket, sink: DatabaseSink, asked: dict[str, Counter[str]]
) -> Iterator[Turn]:
    for number, day in enumerate(market.days):
        sink.flush()
        if number == 1:
            asked.update(boards.tally())
        boards.move_to(day)
        options = Options(
            allow_loopback=True,
            pace_seconds=0,
            concurrency=CONNECTIONS,
            behind=Options().now().date() - day,
            answer_seconds=PATIENCE,
        )
        yield turn(db, boards.registry, options, sink)


@contextmanager
def _key() -> Iterator[None]:
    """USAJOBS' service wants a key; the sample market's takes any."""
    before = {name: os.environ.get(name) for name in (KEY, EMAIL)}
    os.environ.update({KEY: "sample", EMAIL: "sample@example.org"})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _by_board(reports: Sequence[BoardReport]) -> Mapping[str, list[BoardReport]]:
    found: dict[str, list[BoardReport]] = {}
    for report in reports:
        found.setdefault(report.source, []).append(report)
    return found


def _ending(
    db: Database,
    market: RoughMarket,
    reports: list[BoardReport],
    opened: int,
    asked: Counter[str],
    forbidden: int,
) -> Ending:
    first, slug = reports[0], reports[0].source
    trap = market.traps[slug]
    rows = db.execute(
        "select key, closed_at is not null from postings where source = (select id from sources where slug = ?)",
        [slug],
    ).fetchall()
    is_closed = {_number(key): bool(closed) for key, closed in rows}
    dropped = market.gone[slug].lower()
    was_seen_gone = all(report.outcome == "complete" for report in reports[1:]) and not trap.drops_late
    return Ending(
        platform=first.platform,
        board=slug,
        trap=trap.name,
        expect=trap.expect,
        told=told(first, opened),
        outcome=first.outcome,
        requests=asked.total() - asked["forbidden"],
        forbidden=0 if trap.waived else forbidden,
        open_postings=opened,
        fetched=first.fetched,
        missed=first.failed + first.blocked,
        stored=len(rows),
        repeated=len(rows) - len(is_closed),
        closed=tuple(sorted(number for number, closed in is_closed.items() if closed)),
        should_close=(dropped,) if was_seen_gone and dropped in is_closed else (),
        note=first.note,
    )


def _number(key: str) -> str:
    """Give the board's own number in a posting's id; on sites with markup alone it is the end of a path."""
    return key.rpartition(":")[2].rpartition("/")[2].lower()
