"""How are a million records of numbers kept, so that they are read in a moment and a few are changed in another?

An opening's record lies in the pack of its number: pack number // OPENINGS_PER_PACK, at the place of the remainder.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

OPENINGS_PER_PACK = 1024

Numbers = NDArray[np.int64]
Records = NDArray[np.void]
Row = tuple[Any, ...]


def write_records(
    db: Database, table: str, record: np.dtype[np.void], rows: Iterable[Row], fields: Sequence[str] = ()
) -> None:
    """Write records, or only some of their fields, each row an opening and the values; rows are in the openings' order.

    What stays as it was is not written, and a pack without any record is taken away.
    """
    names = list(fields or record.names or ())
    for pack, members in groupby(rows, lambda row: int(row[0]) // OPENINGS_PER_PACK):
        given = list(members)
        _make(db, table, record, pack)
        with db.conn.blobopen(table, "openings", pack) as blob:
            last = _write(blob, record, names, given)
            blob.seek(0)
            is_empty = not any(last) and not any(blob.read())
        if is_empty:
            db.execute(f"delete from {table} where pack = ?", [pack])  # noqa: S608  (our own tables)


def _make(db: Database, table: str, record: np.dtype[np.void], pack: int) -> None:
    size = OPENINGS_PER_PACK * record.itemsize
    db.execute(f"insert or ignore into {table} (pack, openings) values (?, zeroblob(?))", [pack, size])  # noqa: S608  (our own tables)


def _write(blob: sqlite3.Blob, record: np.dtype[np.void], names: list[str], rows: list[Row]) -> bytes:
    """Write some records of a pack; give the last as it is now: not empty, it says that the pack is not."""
    starts = [row[0] % OPENINGS_PER_PACK * record.itemsize for row in rows]
    kept = [_read(blob, start, record.itemsize) for start in starts]
    records = np.frombuffer(bytearray(b"".join(kept)), record)
    records[names] = np.array([row[1:] for row in rows], [(name, record[name]) for name in names])
    for start, old, new in zip(starts, kept, records, strict=True):
        if old != new.tobytes():
            blob.seek(start)
            blob.write(new.tobytes())
    return bytes(records[-1].tobytes())


def _read(blob: sqlite3.Blob, start: int, size: int) -> bytes:
    blob.seek(start)
    return blob.read(size)


def read_all(db: Database, table: str, record: np.dtype[np.void], flag: str) -> tuple[Numbers, Records]:
    """Give the numbers and records of all openings whose record has the flag set."""
    rows = db.execute(f"select pack, openings from {table} order by pack").fetchall()  # noqa: S608  (our own tables)
    records = np.frombuffer(b"".join(blob for _, blob in rows), record)
    packs = np.array([pack for pack, _ in rows], dtype=np.int64)
    numbers = (packs[:, None] * OPENINGS_PER_PACK + np.arange(OPENINGS_PER_PACK)).ravel()
    kept = records[flag] == 1
    return (numbers, records) if kept.all() else (numbers[kept], records[kept])
