"""How is a costly answer kept until the database changes?"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Hashable
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary, finalize

from sqlite_utils.db import Database

from credtrack.library import Datasette
from credtrack.paths import DATABASE_NAME
from credtrack.public import is_public, unlocked

Answer = TypeVar("Answer")
Watch = Callable[[], int]
"""Tells a number that is another whenever the database has changed since it was last asked."""

MOST_KEPT = 2000
PATIENCE_SECONDS = 0.1  # what a reader waits for an answer anew where there is an earlier one
LONG_SECONDS = 0.5  # an answer that takes longer is not made anew at every change of the file
REST = (
    10  # times as long as it took, so that a crawl beside a large database leaves the machine to its readers
)


@dataclass(slots=True)
class Settled:
    """Whether all that an answer is made of is of the database as it stands."""

    so_far: bool = True


SETTLED: ContextVar[Settled | None] = ContextVar("settled", default=None)


def unsettle() -> None:
    """Say that the answer that is being made would be another a moment later, so that nobody keeps it."""
    if settled := SETTLED.get():
        settled.so_far = False


@dataclass(slots=True)
class Kept:
    """An answer on its way, from which version of the database, and the last one that came."""

    version: int
    coming: asyncio.Future[Any]
    earlier: asyncio.Future[Any] | None
    began: float
    ended: float = 0.0

    def end(self, _: object) -> None:
        """Note when the answer came."""
        self.ended = monotonic()

    def may_be_renewed(self) -> bool:
        """Whether it has come, and long enough ago for what it took."""
        took = self.ended - self.began
        return self.coming.done() and (took < LONG_SECONDS or monotonic() - self.ended >= REST * took)


class Shelf:
    """The answers of one served database; two readers that ask the same wait for one computation."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self._kept: dict[Hashable, Kept] = {}

    async def ask(self, name: Hashable, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer called `name`, made anew where the database has changed since; what `make` raises is not kept.

        Where making takes long, the earlier answer is given meanwhile, so that a crawl slows no reader.
        """
        found = self.watch()
        kept = self._started(name, make, found)
        try:
            if kept.earlier:
                await asyncio.wait({kept.coming}, timeout=PATIENCE_SECONDS)
            chosen = kept.earlier if kept.earlier and not kept.coming.done() else kept.coming
            if chosen is kept.earlier or kept.version != found:
                unsettle()
            return cast("Answer", await asyncio.shield(chosen))
        except ValueError:
            self._kept.pop(name, None)
            raise

    def at_hand(self, name: Hashable) -> Any | None:
        """The answer called `name` where it has come and the database has not changed since; nobody waits for it."""
        kept = self._kept.get(name)
        if kept is None or not kept.coming.done() or kept.version != self.watch() or not _came(kept):
            return None
        self._kept[name] = self._kept.pop(name)
        return kept.coming.result()

    def _started(self, name: Hashable, make: Callable[[], Awaitable[Answer]], found: int) -> Kept:
        kept = self._kept.pop(name, None)
        if kept is None or (kept.version != found and kept.may_be_renewed()):
            while len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            kept = Kept(found, asyncio.ensure_future(make()), _came(kept), monotonic())
            kept.coming.add_done_callback(kept.end)
        self._kept[name] = kept  # the last one asked for is the last to go
        return kept


def _came(kept: Kept | None) -> asyncio.Future[Any] | None:
    """The answer that came before; None where there is none, or it failed."""
    if kept is None or kept.coming.cancelled() or kept.coming.exception():
        return None
    return kept.coming


def watch(path: Path) -> Watch:
    """A watch over the database at `path`, on a connection of its own: SQLite says exactly when another has written."""
    own = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0, check_same_thread=False)
    never_again = count(-1, -1)

    def look() -> int:
        try:
            return int(own.execute("pragma data_version").fetchone()[0])
        except sqlite3.OperationalError:  # just now it is being repaired
            return next(never_again)

    finalize(look, own.close)
    return look


SHELVES: WeakKeyDictionary[Datasette, Shelf] = WeakKeyDictionary()


def shelf(datasette: Datasette) -> Shelf:
    """The answers of the served database."""
    if datasette not in SHELVES:
        SHELVES[datasette] = Shelf(watch(Path(datasette.get_database(DATABASE_NAME).path)))
    return SHELVES[datasette]


async def asked(datasette: Datasette, name: Hashable, make: Callable[[Database], Answer]) -> Answer:
    """What `make` gives from the served database, read in one of Datasette's threads and kept on its shelf."""
    database = datasette.get_database(DATABASE_NAME)

    async def read() -> Answer:
        return cast("Answer", await database.execute_fn(lambda conn: _read(conn, make, is_public(datasette))))

    return await shelf(datasette).ask(name, read)


def at_hand(datasette: Datasette, name: Hashable) -> Any | None:
    """What is kept under `name` and holds still; None where it would have to be made first."""
    return shelf(datasette).at_hand(name)


def _read(conn: sqlite3.Connection, make: Callable[[Database], Answer], public: bool) -> Answer:
    with unlocked(conn) if public else nullcontext():
        return make(Database(conn, execute_plugins=False))
