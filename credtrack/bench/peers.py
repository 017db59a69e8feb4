"""How long does DuckDB take for what the named queries ask, over the same tables?"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from credtrack.bench.workshop import seconds
from db.connect import prepare
from db.demand import register
from db.metadata import query

ASKED = ("credential_by_setting", "split_by_setting", "split_of_all", "openings_found")
TABLES = {
    "openings": None,
    "opening_credentials": "select opening, credential, is_required, is_preferred from opening_credentials",
    "opening_places": "select distinct opening, state from opening_places",
}
TIMES = 15


def is_here() -> bool:
    """Tell whether DuckDB is installed; it is a library of development alone."""
    return find_spec("duckdb") is not None


def peers(path: Path, addresses: dict[str, Iterator[str]]) -> Iterator[tuple[str, float, float]]:
    """Yield, for each query that DuckDB can be asked, our median time and DuckDB's in milliseconds, in one process each."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as ours:
        prepare(ours)
        register(ours)
        theirs = _filled(ours)
        for name in ASKED:
            words = [_words(next(addresses[name])) for _ in range(TIMES)]
            ours.execute(query(name), words[0]).fetchall()
            mine = [seconds(lambda w=w, n=name: ours.execute(query(n), w).fetchall()) for w in words]  # type: ignore[misc]  # bound now
            sql = _sql(name)
            other = [seconds(lambda w=w, s=sql: theirs.execute(s, w or None).fetchall()) for w in words]  # type: ignore[misc]  # bound now
            yield name, median(mine) * 1000, median(other) * 1000


def _filled(ours: sqlite3.Connection) -> Any:
    """Give a DuckDB in memory with the coder openings in it."""
    import duckdb  # late: a library of development alone

    theirs = duckdb.connect()
    for name, select in TABLES.items():
        rows = ours.execute(select or _sql("peer_openings"))
        names = [column[0] for column in rows.description]
        columns = list(zip(*rows.fetchall(), strict=True)) or [()] * len(names)
        table = pa.table(dict(zip(names, map(pa.array, columns), strict=True)))
        theirs.register("given", table)
        theirs.execute(f"create table {name} as select * from given")  # noqa: S608  (our own tables)
        theirs.unregister("given")
    return theirs


def _sql(name: str) -> str:
    return files("credtrack.bench").joinpath(f"sql/{name}.sql").read_text("utf-8")


def _words(address: str) -> dict[str, str]:
    words = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    return {name: word for name, word in words.items() if not name.startswith("_")}
