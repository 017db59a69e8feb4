"""How are a million openings kept as numbers, so that they are read in a moment?

An opening's record lies in the pack of its number: pack number // OPENINGS_PER_PACK, at the place of the remainder.
"""

from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from db.statements import statement

OPENINGS_PER_PACK = 1024
RECORD = np.dtype(
    [
        ("profile", "<i8"),
        ("pay", "<f8"),
        ("cluster", "<i4"),
        ("first_on", "<i4"),
        ("postings", "<i4"),
        ("is_counted", "u1"),
        ("is_open", "u1"),
        ("lacks_experience", "u1"),
        ("unused", "u1"),
    ]
)
"""One opening: its profile, dollars a year (not a number where unknown), its employer system, its day as 20260131."""

EMPTY = (0,) * 9

Records = NDArray[np.void]


def keep_packs(db: Database) -> None:
    """Write the records of the openings in temp.dirty, and a new stamp; in the caller's transaction."""
    rows = db.execute(statement("packed_openings")).fetchall()
    for pack, members in groupby(rows, lambda row: row[0] // OPENINGS_PER_PACK):
        found = db.execute("select openings from demand_packs where pack = ?", [pack]).fetchone()
        records = np.frombuffer(bytearray(found[0]), RECORD) if found else np.zeros(OPENINGS_PER_PACK, RECORD)
        for opening, *values in members:
            records[opening % OPENINGS_PER_PACK] = _record(*values)
        if records["is_counted"].any():
            db.execute(statement("put_pack"), [pack, records.tobytes()])
        else:
            db.execute("delete from demand_packs where pack = ?", [pack])
    db.execute("update demand_stamp set stamp = random()")


def read_packs(db: Database) -> tuple[NDArray[np.int64], Records]:
    """Give the numbers of all counted openings, and their records."""
    rows = db.execute("select pack, openings from demand_packs order by pack").fetchall()
    records = np.frombuffer(b"".join(blob for _, blob in rows), RECORD)
    packs = np.array([pack for pack, _ in rows], dtype=np.int64)
    numbers = (packs[:, None] * OPENINGS_PER_PACK + np.arange(OPENINGS_PER_PACK)).ravel()
    counted = records["is_counted"] == 1
    return numbers[counted], records[counted]


def _record(profile: int | None, pay: float | None, *rest: int) -> tuple[float, ...]:
    if profile is None:
        return EMPTY
    return (profile, float("nan") if pay is None else pay, *rest, 0)
