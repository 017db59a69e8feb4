"""How long does the whole ledger take over a million postings, and how often are its verdicts right?"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import repeat
from math import isnan
from pathlib import Path

from sqlite_utils.db import Database

from claims.ledger import shipped
from claims.markets import AWAY
from claims.proof import Tally, can_be_decided, enough, grid, prove
from claims.proving import KINDS
from claims.verdicts import weigh
from credtrack.accuracy import load as load_accuracy
from credtrack.bench.truthful import MARKED_AS, TODAY, copy_rows, load_market
from credtrack.bench.workshop import Figure, Workshop, seconds
from db.connect import connect

TIMES = 50
STRIDE = 20_000
GROUPS = 1_000
MARKETS = 200
SEED = 1
MOVED = {
    "openings": {"id": STRIDE},
    "postings": {"id": STRIDE, "opening": STRIDE},
    "requirement_groups": {"id": STRIDE * GROUPS, "posting": STRIDE},
    "requirement_credentials": {"requirement_group": STRIDE * GROUPS},
    "opening_credentials": {"opening": STRIDE},
    "opening_places": {"opening": STRIDE},
    "posting_mentions": {"posting": STRIDE},
    "posting_specialties": {"posting": STRIDE},
}


def measure(shop: Workshop) -> Iterator[Figure]:
    """Yield the proof's figures, then the time over a million postings."""
    yield from _proof()
    made_by = ("credtrack/sample", "credtrack/bench/claims.py", "credtrack/bench/truthful.py", "db")
    path = shop.keep("million", made_by, _million)
    with closing(connect(path).conn) as connection:
        db = Database(connection)
        yield Figure("claims.rows", db.execute("select count(*) from postings").fetchone()[0])
        yield Figure("claims.seconds_1m", seconds(lambda: weigh(db, shipped(), TODAY)))


def _proof() -> Iterator[Figure]:
    minimums = shipped().minimums
    cells = list(grid(list(KINDS)))
    with ProcessPoolExecutor() as pool:
        proved = pool.map(prove, cells, repeat(MARKETS), repeat(SEED), repeat(minimums), chunksize=4)
        tallies = enough(list(proved))
    coverage = [tally.coverage for tally in tallies if not isnan(tally.coverage)]
    yield Figure("claims.coverage_mean", sum(coverage) / len(coverage))
    yield Figure("claims.coverage_min", min(coverage))
    at = _at(tallies, 0.0)
    yield Figure("claims.wrong_at_threshold", sum(each.wrong for each in at) / len(at))
    yield Figure("claims.wrong_away_max", max(each.wrong for each in tallies if each.cell.away))
    far = [each for each in _at(tallies, max(AWAY)) if can_be_decided(each.cell)]
    yield Figure("claims.power_mean", sum(each.decided for each in far) / len(far))


def _at(tallies: list[Tally], away: float) -> list[Tally]:
    return [each for each in tallies if abs(each.cell.away) == away]


def _million(path: Path) -> None:
    """Load a market of 20,000 openings, and copy its openings and their tags until there are a million."""
    db = load_market(path, "true")
    with closing(db.conn):
        load_accuracy(db, MARKED_AS)
        db.execute("pragma foreign_keys = off")
        kept = db.execute(
            "select name, sql from sqlite_master where type = 'index' and sql is not null"
        ).fetchall()
        for name, _ in kept:
            db.execute(f"drop index {name}")
        db.execute(f"""
            create temp table copies as
            with recursive n (n) as (select 1 union all select n + 1 from n where n < {TIMES - 1}) select n from n
        """)  # noqa: S608  (a number of ours)
        for table, moved in MOVED.items():
            copy_rows(db, table, moved)
        for _, sql in kept:
            db.execute(sql)
