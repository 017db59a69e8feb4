"""What was read of the database, and does it still hold? Kept until anything counted changes: `demand_stamp` says so."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from sqlite_utils.db import Database

T = TypeVar("T")
KEPT = 2


class Stamped(Generic[T]):
    """A reading of the whole database that all threads share, made anew when what it rests on has changed."""

    def __init__(self, read: Callable[[Database], T]) -> None:
        self._read = read
        self._kept: OrderedDict[int, T] = OrderedDict()
        self._lock = Lock()

    def of(self, db: Database) -> T:
        """Give the reading as things stand on this connection."""
        while True:
            stamp = _stamp(db)
            with self._lock:
                if stamp in self._kept:
                    self._kept.move_to_end(stamp)
                    return self._kept[stamp]
                made = self._read(db)
                if _stamp(db) == stamp:
                    self._kept[stamp] = made
                    while len(self._kept) > KEPT:
                        self._kept.popitem(last=False)
                    return made


def _stamp(db: Database) -> int:
    return int(db.execute("select stamp from demand_stamp").fetchone()[0])
