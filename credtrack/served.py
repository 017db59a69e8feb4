"""What does a served file's schema say, looked up once for many readers? Every look waits for a thread that may be counting."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from datasette.app import Datasette
from datasette.database import Database

SECONDS = 5.0  # a schema changes when a new version is installed, and then may be told so late
MOST = 1000  # anyone may ask for tables that are not there
LOOKS = (
    "fts_table",
    "foreign_keys_for_table",
    "get_table_definition",
    "get_view_definition",
    "primary_keys",
    "table_column_details",
    "table_columns",
    "table_exists",
)
OF_THE_SCHEMA = "select name from sqlite_master"

Key = tuple[object, ...]


class Looks:
    """What was looked up in the last seconds."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[float, Any]] = {}

    async def ask(self, key: Key, look: Callable[[], Awaitable[Any]]) -> Any:
        """What a look finds, or found some seconds ago."""
        made, found = self._kept.get(key, (-SECONDS, None))
        if monotonic() - made >= SECONDS:
            found = await look()
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = monotonic(), found
        return found.copy() if isinstance(found, list) else found


class Served(Database):  # type: ignore[misc]  # the library ships no types
    """A database of the library's that looks its schema up once in some seconds."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.looks = Looks()

    async def execute(self, sql: str, params: object = None, **more: object) -> Any:
        """Run a query; one on the schema is a look."""
        if sql.startswith(OF_THE_SCHEMA) and isinstance(params, (tuple, type(None))) and not more:
            return await self.looks.ask((sql, params), lambda: super(Served, self).execute(sql, params))
        return await super().execute(sql, params, **more)


class Site(Datasette):  # type: ignore[misc]  # the library ships no types
    """The library's application, with its metadata and its list of tables as they were given.

    The library copies all metadata for each look at who may see a table, and looks for new tables at every request.
    """

    def __init__(self, *files: object, **settings: object) -> None:
        super().__init__(*files, **settings)
        self._allowed: dict[tuple[str, str], list[object]] = {}
        self._looks = Looks()

    async def refresh_schemas(self) -> None:
        """Look for new tables once in some seconds."""
        await self._looks.ask(("schemas",), super().refresh_schemas)

    def _table_permission_allows(self, database: str, table: str) -> list[object]:
        if (database, table) not in self._allowed:
            if len(self._allowed) >= MOST:
                self._allowed.clear()
            self._allowed[database, table] = super()._table_permission_allows(database, table)
        return self._allowed[database, table]


def _look(name: str) -> Callable[..., Awaitable[Any]]:
    asked = getattr(Database, name)

    async def look(self: Served, *args: object) -> Any:
        return await self.looks.ask((name, *args), lambda: asked(self, *args))

    return look


for _name in LOOKS:
    setattr(Served, _name, _look(_name))
