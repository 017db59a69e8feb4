"""What was read of the database, and does it still hold? Kept until anything counted changes: `demand_stamp` says so."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from sqlite_utils.db import Database

T = TypeVar("T")
KEPT = 2
MOST_CHARACTERS = 32_000_000


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


class StampedTexts:
    """The texts that were answered since anything counted last changed, which all threads share; the oldest go first.

    One is made at a time: at once they would all take as long as all together, and the same one would be made twice.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, str] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._turn = Lock()

    def of(self, db: Database, question: Hashable, answer: Callable[[], str]) -> str:
        """Give the answer to a question as things stand on this connection."""
        asked = (_stamp(db), question)
        if kept := self._recalled(asked):
            return kept
        with self._turn:
            return self._recalled(asked) or self._keep(asked, answer())

    def _recalled(self, asked: Hashable) -> str | None:
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def _keep(self, asked: Hashable, made: str) -> str:
        with self._lock:
            self._kept[asked] = made
            self._size += len(made)
            while self._size > MOST_CHARACTERS:
                self._size -= len(self._kept.popitem(last=False)[1])
        return made


def _stamp(db: Database) -> int:
    return int(db.execute("select stamp from demand_stamp").fetchone()[0])
