"""Which openings may a verdict rest on, and which months and boards may a trend?"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlite_utils.db import Database

from claims.weights import Frame, weigh_openings

SQL = Path(__file__).parent / "sql"
WINDOW_DAYS = 365
HISTORY_DAYS = 3 * 366
MOST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Window:
    """What was gathered: the year of the verdicts, the months of trends, and how openings stand to employment."""

    since: date
    until: date
    months: tuple[str, ...]
    frame: Frame


def gather(db: Database, until: date) -> Window:
    """Make the temporary tables facts (the year), history and panel (for trends); only this connection sees them."""
    since = until - timedelta(days=WINDOW_DAYS - 1)
    bounds = {
        "since": (until - timedelta(days=HISTORY_DAYS)).isoformat(),
        "window": since.isoformat(),
        "until": until.isoformat(),
    }
    for table in ("history", "facts"):
        db.execute(f"drop table if exists temp.{table}")
    db.execute((SQL / "facts.sql").read_text(encoding="utf-8"), bounds)
    db.execute("create temp table facts as select * from temp.history where in_window order by cluster")
    db.execute("create index temp.facts_by_cluster on facts (cluster)")
    frame = weigh_openings(db)
    return Window(since, until, _watch(db, until), frame)


def _watch(db: Database, until: date) -> tuple[str, ...]:
    """Choose the months and keep the boards that were completely crawled in each of them."""
    crawled: dict[int, set[str]] = defaultdict(set)
    for source, month in db.execute((SQL / "months.sql").read_text(encoding="utf-8")).fetchall():
        crawled[source].add(month)
    months, boards = panel(crawled, until)
    db.execute("drop table if exists temp.panel")
    db.execute("create temp table panel as select value as board from json_each(?)", [json.dumps(boards)])
    return months


def panel(crawled: dict[int, set[str]], until: date) -> tuple[tuple[str, ...], list[int]]:
    """Choose the longest run of whole months up to the last one that half of its boards lived through.

    The months in order, and the boards that were completely crawled in each of them.
    """
    months: list[str] = []
    month = _before(until.isoformat()[:7])
    boards = [board for board, seen in crawled.items() if month in seen]
    enough = max(len(boards) / 2, 1)
    while len(months) < MOST_MONTHS:
        left = [board for board in boards if month in crawled[board]]
        if len(left) < enough:
            break
        boards, months, month = left, [month, *months], _before(month)
    return tuple(months), boards if months else []


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"
