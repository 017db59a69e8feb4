"""How is each coder opening kept as the numbers that a coder's profile is compared with?

What many openings share (requirement groups, places, kind of work) is a number that leads to its words.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
from sqlite_utils.db import Database

from db.batches import number_of
from db.packing import OPENINGS_PER_PACK, Numbers, Records, Row, read_all, write_records
from db.scratch import empty_scratch
from db.statements import statement

FILLED_AT_ONCE = 50 * OPENINGS_PER_PACK
SHARED = 0xFFFFFFFFFFFF  # numbers of what openings share are of 48 bits
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


def keep_match_packs(db: Database) -> None:
    """Write the records of the openings in temp.dirty; in the caller's transaction."""
    write_records(db, TABLES[0], RECORD, _rows(db))


def turn_match_packs(db: Database) -> None:
    """Write anew whether the openings in temp.dirty are open, and since when; nothing else of them has changed."""
    write_records(db, TABLES[0], RECORD, db.execute(statement("match_turned")), ("first_day", "is_open"))


def fill_match_packs(db: Database) -> None:
    """Write all openings' records in a database that has none yet; in the caller's transaction."""
    last = db.execute("select max(id) from openings").fetchone()[0]
    if last is None or db.execute("select 1 from match_packs").fetchone():
        return
    for start in range(0, last + 1, FILLED_AT_ONCE):
        span = [start, start + FILLED_AT_ONCE]
        empty_scratch(db)
        db.execute("insert into temp.dirty select id from openings where id >= ? and id < ?", span)
        keep_match_packs(db)


def read_match_packs(db: Database) -> tuple[Numbers, Records]:
    """Give the numbers of all coder openings, and their records."""
    return read_all(db, TABLES[0], RECORD, "is_kept")


def _rows(db: Database) -> Iterator[Row]:
    """Yield the records of temp.dirty, each after its opening; the words for places and work are kept on the way."""
    place_of, work_of = (_numbering(db, table) for table in TABLES[1:])
    for opening, first_key, place_key, work_key, *rest in db.execute(statement("match_openings")):
        if place_key is None:
            yield (opening, *EMPTY)
        else:
            yield (
                opening,
                *_record(place_of(place_key), work_of(work_key), number_of(first_key or ""), *rest),
            )


def _numbering(db: Database, table: str) -> Callable[[str], int]:
    """Give a function that numbers a key of `table`, where it keeps the key; numbers are hashes, so that no order of storing changes them."""

    @cache
    def number(key: str) -> int:
        found = number_of(key) & SHARED
        db.execute(f"insert or ignore into {table} (id, key) values (?, ?)", [found, key])  # noqa: S608  (our own tables)
        return found

    return number


def _record(place: int, work: int, tie: int, shape: int | None, *rest: Any) -> Row:
    *amounts, cluster, day, is_open, unit = rest
    known = (float("nan") if each is None else each for each in amounts)
    return (shape or 0, place, work, tie, *known, cluster, day, 1, is_open, UNITS.index(unit or ""), 0)
