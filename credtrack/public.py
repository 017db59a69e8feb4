"""What does a site that anyone may visit keep to itself: postings' texts, SQL, and how it is set up?

Three locks, each enough by itself: SQL is off and tables that hold texts are forbidden by Datasette's permissions;
an SQLite authorizer refuses every statement that reads a text, whatever asks for it, but for our own pages and
for the view of quoted evidence; and addresses that tell of the server are closed.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

from credtrack.library import Datasette
from credtrack.paths import DATABASE_NAME

PLUGIN = "credtrack"
QUOTES = (
    "evidence_quotes"  # the view that shows no more of a text than a proof with 120 characters either side
)
TEXTS = {"posting_texts": {"text", "body"}}
INDEX_SETTINGS = (
    "postings_fts_config"  # SQLite reads it whenever it looks at the schema; it holds a version number
)
HIDDEN = (
    *("posting_texts", "posting_search", "postings_fts", "postings_fts_config", "postings_fts_content"),
    *("postings_fts_data", "postings_fts_docsize", "postings_fts_idx"),
)
CLOSED_QUERIES = ("search_postings",)  # it shows where a phrase stands, and so the text, a phrase at a time
SETTINGS = {
    "allow_csv_stream": False,
    "default_allow_sql": False,
    "allow_facet": False,
    "facet_time_limit_ms": 200,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 1000,
}
CLOSED = (
    *("/-/databases", "/-/metadata", "/-/settings", "/-/config", "/-/plugins", "/-/versions", "/-/threads"),
    *(
        "/-/actor",
        "/-/allow-debug",
        "/-/permissions",
        "/-/messages",
        "/-/auth-token",
        "/-/logout",
        "/-/patterns",
    ),
)
CLOSED_WORDS = {"sql", "_where", "_through", "_fts_table", "_fts_pk", "_search", "_searchmode", "_trace"}
MINUTE = b"public, max-age=60"


def is_public(datasette: Datasette) -> bool:
    """Whether the site was set up for anyone to visit."""
    return bool((datasette.plugin_config(PLUGIN) or {}).get("public"))


def without_texts(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The site's metadata with the tables of texts forbidden, search by SQL gone, and marked as public."""
    shown = dict(metadata)
    database = dict(shown["databases"][DATABASE_NAME])
    tables = {name: dict(table) for name, table in database["tables"].items()}
    for table in tables.values():
        table.pop("fts_table", None)
    for name in HIDDEN:
        tables[name] = {**tables.get(name, {}), "allow": False}
    queries = {name: query for name, query in database["queries"].items() if name not in CLOSED_QUERIES}
    shown["databases"] = {DATABASE_NAME: {**database, "tables": tables, "queries": queries}}
    shown["plugins"] = {**shown.get("plugins", {}), PLUGIN: {"public": True}}
    return shown


def tables_only(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata for an exported file, which holds tables but nothing that our pages and queries are made from."""
    database = {**metadata["databases"][DATABASE_NAME], "queries": {}}
    own = {**metadata.get("plugins", {}).get(PLUGIN, {}), "tables_only": True}
    return {**metadata, "databases": {DATABASE_NAME: database}, "plugins": {PLUGIN: own}}


def has_pages(datasette: Datasette) -> bool:
    """Whether our pages are shown; an exported file has its tables alone."""
    return not (datasette.plugin_config(PLUGIN) or {}).get("tables_only")


def lock(connection: sqlite3.Connection) -> None:
    """Refuse every statement on the connection that reads a posting's text or searches in it."""
    connection.set_authorizer(_allowed)


@contextmanager
def unlocked(connection: sqlite3.Connection) -> Iterator[None]:
    """Let our own pages read texts, of which they show what they choose."""
    connection.set_authorizer(None)
    try:
        yield
    finally:
        lock(connection)


def is_closed(path: str, query: str) -> bool:
    """Whether a public site refuses an address: it tells of the server, or asks for rows by way of other tables."""
    tells = path.removesuffix(".json").rstrip("/") in CLOSED or path.startswith("/_internal")
    return tells or bool(CLOSED_WORDS & parse_qs(query, keep_blank_values=True).keys())


def _allowed(
    action: int, table: str | None, column: str | None, database: str | None, source: str | None
) -> int:
    if action != sqlite3.SQLITE_READ or table is None:
        return sqlite3.SQLITE_OK
    if table.startswith(("postings_fts", "posting_search")) and table != INDEX_SETTINGS:
        return sqlite3.SQLITE_DENY
    is_text = column in TEXTS.get(table, ())
    return sqlite3.SQLITE_DENY if is_text and source != QUOTES else sqlite3.SQLITE_OK
