"""How are a million records of numbers kept, so that they are read in a moment and a few are changed in another?

An opening's record lies in the pack of its number: pack number // OPENINGS_PER_PACK, at the place of the remainder.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

OPENINGS_PER_PACK = 1024

Numbers = NDArray[np.int64]
Records = NDArray[np.void]
Row = tuple[Any, ...]


def packs(rows: Iterable[Row]) -> Iterator[tuple[int, Iterator[tuple[int, Row]]]]:
    """Give each pack's number with its rows, each with its place there; rows begin with the opening, and are in its order."""
    for pack, members in groupby(rows, lambda row: row[0] // OPENINGS_PER_PACK):
        yield pack, ((row[0] % OPENINGS_PER_PACK, row) for row in members)


def held(db: Database, table: str, record: np.dtype[np.void], pack: int) -> Records:
    """Give a pack's records to be changed; all are zero in a pack that is not there yet."""
    found = db.execute(f"select openings from {table} where pack = ?", [pack]).fetchone()  # noqa: S608  (our own tables)
    return np.frombuffer(bytearray(found[0]), record) if found else np.zeros(OPENINGS_PER_PACK, record)


def put(db: Database, table: str, pack: int, records: Records | None) -> None:
    """Write a pack; without records it is taken away."""
    if records is None:
        db.execute(f"delete from {table} where pack = ?", [pack])  # noqa: S608  (our own tables)
    else:
        values = [pack, records.tobytes()]
        db.execute(f"insert or replace into {table} (pack, openings) values (?, ?)", values)  # noqa: S608  (as above)


def read_all(db: Database, table: str, record: np.dtype[np.void], flag: str) -> tuple[Numbers, Records]:
    """Give the numbers and records of all openings whose record has the flag set."""
    rows = db.execute(f"select pack, openings from {table} order by pack").fetchall()  # noqa: S608  (our own tables)
    records = np.frombuffer(b"".join(blob for _, blob in rows), record)
    packs = np.array([pack for pack, _ in rows], dtype=np.int64)
    numbers = (packs[:, None] * OPENINGS_PER_PACK + np.arange(OPENINGS_PER_PACK)).ravel()
    kept = records[flag] == 1
    return (numbers, records) if kept.all() else (numbers[kept], records[kept])
