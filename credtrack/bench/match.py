"""How long does it take to rank a million openings for a profile never asked before, and are all known pairs judged right?"""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from sqlite_utils.db import Database

from credtrack.bench.pairs import pairs
from credtrack.bench.truthful import TODAY, copy_rows, load_market
from credtrack.bench.workshop import Figure, Workshop, seconds
from db.connect import connect, transaction
from db.match_packs import fill_match_packs
from db.reference import read_rows
from db.requests import SETTINGS, WORK_TYPES
from matcher.checking import profile
from matcher.market import market
from matcher.profile import Profile
from matcher.rank import rank
from matcher.reading import allowed
from matcher.uplift import what_if

OPENINGS = 1_000_000
STRIDE = 100_000
PROFILES, WHAT_IFS = 200, 20
LEAST_PEOPLE = 8_000
PAY_STEPS = 97
SEED = 8
CREDENTIALS = ("CPC", "CCS", "COC", "CRC", "RHIT", "CIC", "CPMA", "CPC-A", "CCS-P", "RHIA")
MADE_BY = ("credtrack/sample", "credtrack/bench/match.py", "credtrack/bench/truthful.py", "db")
MOVED = {
    "openings": ("id",),
    "postings": ("id", "opening"),
    "locations": ("posting",),
    "posting_states": ("posting",),
    "posting_specialties": ("posting",),
}


def measure(shop: Workshop) -> Iterator[Figure]:
    """Yield the share of pairs judged right, then the times over a million openings."""
    known = pairs(shop.root / "tests" / "matcher" / "pairs.toml")
    yield Figure("match.pairs", len(known))
    yield Figure("match.pairs_right", sum(not pair.differences() for pair in known) / len(known))
    path = shop.keep("matched", MADE_BY, million)
    with closing(connect(path, readonly=True).conn) as connection:
        yield from times(Database(connection))


def times(db: Database) -> Iterator[Figure]:
    """Yield the times of one database, as asked of one process: first reading it, then profile after profile."""
    yield Figure("match.first_ms_1m", 1000 * seconds(lambda: market(db)))
    found = market(db)
    yield Figure("match.openings", len(found))
    yield Figure("match.places", len(found.wheres))
    rng = Random(SEED)
    coders = [coder(rng) for _ in range(PROFILES)]
    taken = _milliseconds(coders, lambda asked: rank(db, asked, today=TODAY))
    yield Figure("match.p50_ms_1m", float(np.percentile(taken, 50)))
    yield Figure("match.p95_ms_1m", float(np.percentile(taken, 95)))
    anywhere = [profile({"credentials": [code]}) for code in CREDENTIALS]
    taken = _milliseconds(anywhere, lambda asked: rank(db, asked, today=TODAY))
    yield Figure("match.anywhere_ms_1m", float(np.percentile(taken, 95)))
    taken = _milliseconds(coders[:WHAT_IFS], lambda asked: what_if(db, asked, today=TODAY))
    yield Figure("match.what_if_p95_ms_1m", float(np.percentile(taken, 95)))


def _milliseconds(coders: list[Profile], ask: Callable[[Profile], object]) -> list[float]:
    return [1000 * seconds(partial(ask, each)) for each in coders]


def coder(rng: Random) -> Profile:
    """Draw a profile; hardly ever the same twice. One in ten names no home, one in ten would move anywhere."""
    city = rng.choice(cities())
    has_home = rng.random() > 0.1
    floor = rng.choice(["", f"{rng.uniform(18, 34):.2f}/hour", f"{rng.randrange(38_000, 80_000)}/year"])
    said: dict[str, Any] = {
        "credentials": rng.sample(CREDENTIALS, rng.randint(0, 3)),
        "years": rng.choice([None, rng.randint(0, 12)]),
        "home": f"{city[2]}, {city[0]}" if has_home else None,
        "radius_miles": rng.choice([None, rng.randint(5, 200)]) if has_home else None,
        "willing_to_move": rng.random() < 0.1,
        "remote_only": rng.random() < 0.2,
        "settings": rng.sample(SETTINGS[:-1], rng.randint(0, 3)),
        "work_types": rng.sample(WORK_TYPES, rng.randint(0, 2)),
        "specialties": rng.sample(allowed("specialties"), rng.randint(0, 2)),
        "schedule": rng.choice([[], ["full_time"], ["part_time", "prn"]]),
        "pay_floor": floor,
    }
    return profile(said, today=TODAY)


def cities() -> list[list[str]]:
    """List the cities that openings of the input lie in: the larger ones of every state."""
    return [row for row in read_rows("cities.csv") if int(row[6]) >= LEAST_PEOPLE]


def million(path: Path) -> None:
    """Load a market, and copy its coder openings with other cities and other pay until there are a million."""
    db = load_market(path, "true")
    with closing(db.conn):
        db.execute("pragma foreign_keys = off")
        known = db.execute("select count(*) from openings where job_class = 'coder'").fetchone()[0]
        with transaction(db):
            _copy(db, -(-OPENINGS // known) - 1)
            _move(db)
            db.execute("delete from match_packs")
            fill_match_packs(db)


def _copy(db: Database, times: int) -> None:
    db.execute("create temp table chosen as select id from openings where job_class = 'coder'")
    db.execute("create temp table copies (n integer primary key)")
    db.conn.executemany("insert into temp.copies values (?)", [(n,) for n in range(1, times + 1)])
    for table, moved in MOVED.items():
        chosen = f"{moved[-1]} in (select id from temp.chosen)"  # noqa: S608  (our own tables)
        copy_rows(db, table, dict.fromkeys(moved, STRIDE), chosen)
    db.execute(
        "update openings set pay_low = round(pay_low * (1 + (id / ?) % ? / 1000.0), 2), "
        "pay_high = round(pay_high * (1 + (id / ?) % ? / 1000.0), 2) "
        "where id >= ?",
        [STRIDE, PAY_STEPS, STRIDE, PAY_STEPS, STRIDE],
    )


def _move(db: Database) -> None:
    """Give each copy a city of its own; which states a remote opening lists stays as it was."""
    rows = [
        (number, city, county, state, float(north), float(east))
        for number, (state, _, city, county, north, east, _) in enumerate(cities())
    ]
    db.execute("create temp table towns (id integer primary key, city, county, state, north, east)")
    db.conn.executemany("insert into temp.towns values (?, ?, ?, ?, ?, ?)", rows)
    db.execute(
        "update locations set city = towns.city, county_fips = towns.county, state = towns.state, cbsa = null, "
        "latitude = north, longitude = east from temp.towns "
        "where posting >= ? and towns.id = (posting * 7919 + posting / ?) % ?",
        [STRIDE, STRIDE, len(rows)],
    )
    # Where the work has a place, its state is the new city's.
    db.execute(
        "delete from posting_states where posting >= ? and posting in (select posting from locations)",
        [STRIDE],
    )
