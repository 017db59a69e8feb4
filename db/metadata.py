"""What does Datasette say about each table, column and query?

datasette/metadata.json is written from db/columns.toml, the views' and queries' first lines, and, where it
exists, datasette/dashboards.toml.
"""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils.db import Database

from db.connect import VIEWS
from db.migrations import migrations

HERE = Path(__file__).parent
DATABASE = "credtrack"
INTRODUCTION = {
    "title": "credtrack",
    "description": (
        "Which coding credential employers in each care setting ask for, read from their own job boards. "
        "Shares count openings, not postings; intervals treat an employer's openings as one cluster."
    ),
    "license": "Apache-2.0 (program); BLS and Census tables are public domain",
}

Json = dict[str, Any]


def render(root: Path) -> str:
    """Give the text of datasette/metadata.json for the project at `root`."""
    database: Json = {
        "tables": {name: _table(name, columns) for name, columns in _shapes()},
        "queries": dict(_queries()),
    }
    metadata: Json = {**INTRODUCTION, "databases": {DATABASE: database}}
    dashboards = root / "datasette" / "dashboards.toml"
    if dashboards.exists():
        metadata["plugins"] = {"datasette-dashboards": _boards(dashboards.read_text(encoding="utf-8"))}
    return json.dumps(metadata, indent=2, ensure_ascii=False) + "\n"


def _boards(text: str) -> Json:
    """Give the dashboards; each has all filters, and {filters} in a query is the condition that they make."""
    read = tomllib.loads(text)
    boards: Json = read["dashboards"]
    for board in boards.values():
        board["filters"] = read["filters"]
        for chart in board["charts"].values():
            chart["query"] = chart["query"].replace("{filters}", read["condition"].strip())
    return boards


def query(name: str) -> str:
    """Give the SQL of a named query, as Datasette runs it."""
    sql = (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8").strip()
    return "\n".join(line for line in sql.splitlines() if not line.startswith("-- "))


def header(sql: str, word: str) -> str:
    """Give what the comment `-- word: ...` at the head of a query says.

    Raises ValueError where the query has no such line.
    """
    for line in sql.splitlines():
        if line.startswith(f"-- {word}: "):
            return line.removeprefix(f"-- {word}: ")
    raise ValueError(f"query without a line '-- {word}: ...': {sql[:60]!r}")


def meanings(table: str) -> dict[str, str]:
    """Give what each column of a table means."""
    described = _described()
    found: dict[str, str] = described["columns"] | described["tables"].get(table, {}).get("columns", {})
    return found


def grain(view: str) -> str:
    """Give what one row of a view is, as its file's first line says."""
    return (VIEWS / f"{view}.sql").read_text(encoding="utf-8").splitlines()[0].removeprefix("-- ")


@cache
def _described() -> Json:
    return tomllib.loads((HERE / "columns.toml").read_text(encoding="utf-8"))


def _shapes() -> Iterator[tuple[str, list[str]]]:
    db = Database(memory=True)
    migrations.apply(db)
    for file in sorted(VIEWS.glob("*.sql")):
        db.execute(f"create view {file.stem} as {file.read_text(encoding='utf-8')}")
    names = [*db.table_names(), *db.view_names()]
    for name in sorted(names):
        if not name.startswith(("_", "postings_fts_")) and name != "posting_search":
            yield name, [column.name for column in db[name].columns]
    db.close()


def _table(name: str, columns: list[str]) -> Json:
    """Give what Datasette shall know of a table or view: its words, and what else its description says."""
    own = _described()["tables"].get(name)
    if not own:
        own = {"title": name.replace("_", " ").capitalize(), "description": grain(name)}
    meaning = meanings(name)
    table: Json = {
        "title": own["title"],
        "description": own["description"],
        "columns": {column: meaning[column] for column in columns if column != "postings_fts"},
    }
    return table | {word: said for word, said in own.items() if word not in table}


def _queries() -> Iterator[tuple[str, Json]]:
    for file in sorted((HERE / "queries").glob("*.sql")):
        sql = file.read_text(encoding="utf-8").strip()
        yield (
            file.stem,
            {
                "title": header(sql, "title"),
                "description": header(sql, "description"),
                "sql": query(file.stem),
                "hide_sql": True,
            },
        )
