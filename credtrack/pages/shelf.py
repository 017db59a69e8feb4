"""How is a costly answer kept until the database's file changes?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlite_utils.db import Database

from credtrack.paths import DATABASE_NAME

if TYPE_CHECKING:  # the library loads the plug-in while it is loading itself
    from datasette.app import Datasette

Answer = TypeVar("Answer")
Version = tuple[tuple[int, int], ...]
MOST_KEPT = 2000


class Shelf:
    """The answers of one served database; two readers that ask the same wait for one computation."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._version: Version = ()
        self._kept: dict[Hashable, asyncio.Future[Any]] = {}

    async def ask(self, name: Hashable, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer called `name`, made anew where the file has changed since; what `make` raises is not kept."""
        found = version(self.path)
        if found != self._version or len(self._kept) > MOST_KEPT:
            self._version, self._kept = found, {}
        if name not in self._kept:
            self._kept[name] = asyncio.ensure_future(make())
        try:
            return cast("Answer", await asyncio.shield(self._kept[name]))
        except ValueError:
            self._kept.pop(name, None)
            raise


def version(path: Path) -> Version:
    """What changes whenever the database does: time and size of the file and of its write-ahead log."""
    files = (path, path.with_name(path.name + "-wal"))
    return tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.exists())


SHELVES: WeakKeyDictionary[Datasette, Shelf] = WeakKeyDictionary()


async def asked(datasette: Datasette, name: Hashable, make: Callable[[Database], Answer]) -> Answer:
    """What `make` gives from the served database, read in one of Datasette's threads and kept on its shelf."""
    database = datasette.get_database(DATABASE_NAME)
    if datasette not in SHELVES:
        SHELVES[datasette] = Shelf(Path(database.path))

    async def read() -> Answer:
        return cast(
            "Answer", await database.execute_fn(lambda conn: make(Database(conn, execute_plugins=False)))
        )

    return await SHELVES[datasette].ask(name, read)
