"""How is each coder opening kept as the numbers that demand is counted from?"""

import numpy as np
from sqlite_utils.db import Database

from db.packing import Numbers, Records, Row, read_all, write_records
from db.statements import statement

TABLE = "demand_packs"
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


def keep_packs(db: Database) -> None:
    """Write the records of the openings in temp.dirty, and a new stamp; in the caller's transaction."""
    write_records(db, TABLE, RECORD, (_record(*row) for row in db.execute(statement("packed_openings"))))
    db.execute("update demand_stamp set stamp = random()")


def read_packs(db: Database) -> tuple[Numbers, Records]:
    """Give the numbers of all counted openings, and their records."""
    return read_all(db, TABLE, RECORD, "is_counted")


def _record(opening: int, profile: int | None, pay: float | None, *rest: int) -> Row:
    if profile is None:
        return (opening, *EMPTY)
    return (opening, profile, float("nan") if pay is None else pay, *rest, 0)
