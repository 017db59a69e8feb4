"""What is done once for many readers that the library does for each: looking up the schema, reading metadata, compiling pages?

Every look waits for a thread that may be counting.
"""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from jinja2 import Environment, Template

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


class Whole(Template):
    """A template rendered in one go: none waits for anything, and to be ready to at every word takes twice as long."""

    async def render_async(self, *args: Any, **shown: Any) -> str:
        """The page."""
        return self.render(*args, **shown)


class Site(Datasette):  # type: ignore[misc]  # the library ships no types
    """The library's application, with its metadata, its list of tables and its templates as they were given.

    The library copies all metadata for each look at who may see a table, and looks for new tables and templates at every request.
    """

    jinja_env: Environment

    def __init__(self, *files: object, **settings: object) -> None:
        self._configs: dict[tuple[object, ...], Any] = {}  # first, for the library asks while it is made
        super().__init__(*files, **settings)
        self._allowed: dict[tuple[str, str], list[object]] = {}
        self._looks = Looks()
        self.jinja_env = self.jinja_env.overlay(enable_async=False, auto_reload=False)
        self.jinja_env.template_class = Whole

    async def refresh_schemas(self) -> None:
        """Look for new tables once in some seconds."""
        await self._looks.ask(("schemas",), super().refresh_schemas)

    def plugin_config(self, *asked: object) -> Any:
        """What the metadata say for a plug-in; the library looks through all of it each time."""
        if asked not in self._configs:
            self._configs[asked] = super().plugin_config(*asked)
        return self._configs[asked]

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
