"""How is each coder opening kept as the numbers that a coder's profile is compared with?

What many openings share (requirement groups, places, kind of work) is a number that leads to its words.
"""

from collections.abc import Iterator

import numpy as np
from sqlite_utils.db import Database

from db.packing import OPENINGS_PER_PACK, Numbers, Records, held, packs, put, read_all
from db.scratch import empty_scratch
from db.statements import statement

FILLED_AT_ONCE = 50 * OPENINGS_PER_PACK
UNITS = ("", "hour", "day", "week", "biweek", "month", "year", "item")
RECORD = np.dtype(
    [
        ("shape", "<i8"),
        ("place", "<i8"),
        ("work", "<i8"),
        ("tie", "<i8"),
        ("pay_low", "<f8"),
        ("pay_high", "<f8"),
        ("years", "<f4"),
        ("cluster", "<i4"),
        ("first_day", "<i4"),
        ("is_kept", "u1"),
        ("is_open", "u1"),
        ("unit", "u1"),
        ("unused", "u1"),
    ]
)
"""One opening: numbers of its shape, places and work; `tie` orders equals; dollars per unit and years are not a number where unknown; `first_day` counts from 1970."""
EMPTY = (0,) * 13
TABLES = ("match_packs", "match_places", "match_works")

Row = tuple[int, ...]


def keep_match_packs(db: Database) -> None:
    """Write the records of the openings in temp.dirty; in the caller's transaction."""
    for pack, members in packs(_rows(db)):
        records = held(db, TABLES[0], RECORD, pack)
        for place, row in members:
            records[place] = _record(row)
        put(db, TABLES[0], pack, records)


def turn_match_packs(db: Database) -> None:
    """Write anew whether the openings in temp.dirty are open, and since when; nothing else of them has changed."""
    for pack, members in packs(db.execute(statement("match_turned"))):
        records = held(db, TABLES[0], RECORD, pack)
        for place, (_, day, is_open) in members:
            record = records[place]
            record["first_day"], record["is_open"] = day, is_open
        put(db, TABLES[0], pack, records)


def fill_match_packs(db: Database) -> None:
    """Write all openings' records in a database that has none yet; in the caller's transaction."""
    last = db.execute("select max(id) from openings").fetchone()[0]
    if last is None or db.execute("select 1 from match_packs").fetchone():
        return
    empty_scratch(db)
    for start in range(0, last + 1, FILLED_AT_ONCE):
        span = [start, start + FILLED_AT_ONCE]
        db.execute("delete from temp.dirty")
        db.execute("insert into temp.dirty select id from openings where id >= ? and id < ?", span)
        keep_match_packs(db)
    db.execute("delete from temp.dirty")
    db.execute("update demand_stamp set stamp = random()")


def read_match_packs(db: Database) -> tuple[Numbers, Records]:
    """Give the numbers of all coder openings, and their records."""
    return read_all(db, TABLES[0], RECORD, "is_kept")


def _rows(db: Database) -> Iterator[Row]:
    """Yield the rows of temp.dirty, with the words that stand for their places and work kept on the way."""
    known: tuple[set[int], set[int]] = (set(), set())
    for *row, place_key, work_key in db.execute(statement("match_openings")):
        for table, seen, number, key in zip(TABLES[1:], known, row[2:4], (place_key, work_key), strict=True):
            if key is not None and number not in seen:
                seen.add(number)
                db.execute(f"insert or ignore into {table} (id, key) values (?, ?)", [number, key])  # noqa: S608  (our own tables)
        yield tuple(row)


def _record(row: Row) -> tuple[float, ...]:
    _, shape, place, work, tie, low, high, years, cluster, day, is_open, unit = row
    if cluster is None:
        return EMPTY
    amounts = (float("nan") if each is None else each for each in (low, high, years))
    return (shape, place, work, tie, *amounts, cluster, day, 1, is_open, UNITS.index(str(unit or "")), 0)
