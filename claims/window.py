"""Which openings may a verdict rest on, and which months and boards may a trend?"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from sqlite_utils.db import Database

from claims.columns import Columns, read, small
from claims.weights import Frame, weigh_openings, weights_of
from db.migrations import statements

SQL = Path(__file__).parent / "sql"
WINDOW_DAYS = 365
HISTORY_DAYS = 3 * 366
MOST_MONTHS = 36
COLUMNS = tomllib.loads((Path(__file__).parent / "data" / "columns.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Window:
    """What was gathered: the year of the verdicts, the months of trends, and how openings stand to employment.

    `facts` are the openings of the year; `panel` those of up to three years on the boards that trends rest on.
    """

    since: date
    until: date
    months: tuple[str, ...]
    frame: Frame
    facts: Columns
    panel: Columns


def gather(db: Database, until: date) -> Window:
    """Read the openings; the temporary views history and facts (the year) show this connection the same rows."""
    since = until - timedelta(days=WINDOW_DAYS - 1)
    for name in ("facts", "history"):
        db.execute(f"drop view if exists temp.{name}")
    for name in ("asks", "bounds", "mentioned", "special", "placed"):
        db.execute(f"drop table if exists temp.{name}")
    db.execute("create temp table bounds (since text, year text, until text)")
    first = until - timedelta(days=HISTORY_DAYS)
    db.execute("insert into temp.bounds values (?, ?, ?)", [day.isoformat() for day in (first, since, until)])
    db.execute(sql("asks"))
    db.execute("create unique index temp.asks_by_shape on asks (shape)")
    for statement in statements(sql("facts")):
        db.execute(statement)
    history = _columns(db)
    in_window = np.array(history.coded["in_window"].levels)[history.coded["in_window"].codes] == 1
    facts = history.kept(in_window)
    frame, weights = weigh_openings(db, facts)
    for columns in (facts, history):
        columns.numbers["weight"] = weights_of(columns, weights)
    db.execute(sql("view"))
    months, boards = _watch(db, until)
    on_panel = np.isin(history.numbers["board"], boards)
    return Window(since, until, months, frame, facts, history.kept(on_panel))


def _columns(db: Database) -> Columns:
    """Read the history, and what is asked for by shape."""
    columns = read(db, "temp.history", COLUMNS["numbers"], COLUMNS["words"], COLUMNS["flags"])
    cursor = db.execute("select * from temp.asks")
    names = [described[0] for described in cursor.description]
    asks = {row[0]: row for row in cursor.fetchall()}
    shapes = columns.coded["shape"]
    for at, name in enumerate(names[1:], 1):
        of_shapes = [asks[shape][at] for shape in shapes.levels]
        levels = sorted(set(of_shapes))
        codes = np.array([levels.index(value) for value in of_shapes], dtype=np.int64)
        columns.coded[name] = small(codes[shapes.codes], levels)
    return columns


def _watch(db: Database, until: date) -> tuple[tuple[str, ...], list[int]]:
    """Choose the months, and the boards that were completely crawled in each of them."""
    crawled: dict[int, set[str]] = defaultdict(set)
    for source, month in db.execute(sql("months")).fetchall():
        crawled[source].add(month)
    return panel(crawled, until)


def sql(name: str) -> str:
    """Give the text of claims/sql/<name>.sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


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
