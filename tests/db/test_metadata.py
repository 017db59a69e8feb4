"""Does Datasette know every table, column and query, and does each query run?"""

import json
import re
import tomllib
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from db.connect import VIEWS
from db.demand import register
from db.dictionary import render_dictionary
from db.metadata import grain, header, render

QUERIES = sorted((Path(VIEWS).parent / "queries").glob("*.sql"))
VIEW_FILES = sorted(VIEWS.glob("*.sql"))


def test_the_committed_metadata_is_what_is_rendered(root: Path) -> None:
    committed = (root / "datasette" / "metadata.json").read_text(encoding="utf-8")
    assert committed == render(root), "stale: run .venv/bin/python scripts/write_metadata.py"


def test_the_committed_dictionary_is_what_is_rendered(root: Path) -> None:
    committed = (root / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert committed == render_dictionary(root), "stale: run .venv/bin/python scripts/write_dictionary.py"


def test_no_description_is_left_over(root: Path) -> None:
    tables = json.loads(render(root))["databases"]["credtrack"]["tables"]
    described = tomllib.loads((root / "db" / "columns.toml").read_text(encoding="utf-8"))
    assert set(described["tables"]) - set(tables) == set()
    assert set(described["columns"]) - {c for t in tables.values() for c in t["columns"]} == set()


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_each_query_runs_on_an_empty_database(db: Database, file: Path) -> None:
    register(db.conn)
    sql = file.read_text(encoding="utf-8")
    words = dict.fromkeys(re.findall(r":(\w+)", re.sub(r"'[^']*'|--.*", "", sql)), "")
    db.execute(sql, words).fetchall()
    assert header(sql, "title")
    assert header(sql, "description")


@pytest.mark.parametrize("file", VIEW_FILES, ids=lambda file: file.stem)
def test_each_view_runs_and_states_its_grain(db: Database, file: Path) -> None:
    db.execute(f"select * from {file.stem}").fetchall()
    assert grain(file.stem).startswith("One row per ")


def test_a_query_without_a_title_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a line '-- title"):
        header("select 1", "title")
