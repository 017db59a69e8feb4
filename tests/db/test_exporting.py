"""Do exports hold what they should, and nothing that should stay?"""

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlite_utils.db import Database

from crawler.posting import Posting
from db.connect import connect
from db.errors import ExportError
from db.exporting import FORMS, Form, backup, export, export_database, public_tables
from nlp.shapes import Evidence, Tags

Make = Callable[..., Posting]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def filled(
    db: Database, make_posting: Make, load: Callable[..., None], make_tags: Callable[..., Tags]
) -> Database:
    body = "Secret paragraph of the posting. CPC required."
    tags = make_tags(evidence=(Evidence("requirements", "CPC", 33, 45, "names.cpc"),))
    load([make_posting(1, body=body, title="=cmd|' /C calc'!A0")], tags)
    return db


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_postings_and_a_dictionary(filled: Database, tmp_path: Path, form: Form) -> None:
    paths = {path.stem: path for path in export(filled, tmp_path / "out", form)}
    rows = {
        "csv": read_csv,
        "jsonl": lambda path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()],
        "parquet": lambda path: pq.read_table(path).to_pylist(),
    }[form]
    assert [row["words"] for row in rows(paths["evidence"])] == ["CPC required"]
    assert len(rows(paths["postings"])) == 1
    described = {(row["table"], row["column"]) for row in read_csv(paths["data_dictionary"])}
    assert described >= {("postings", column) for column in rows(paths["postings"])[0]}


@pytest.mark.parametrize("form", FORMS)
def test_no_text_leaves_beyond_the_evidence(filled: Database, tmp_path: Path, form: Form) -> None:
    export(filled, tmp_path / "out", form)
    export_database(filled, tmp_path / "out" / "public.db")
    for path in (tmp_path / "out").iterdir():
        assert b"Secret paragraph" not in path.read_bytes()


def test_no_csv_cell_runs_as_a_formula(filled: Database, tmp_path: Path) -> None:
    export(filled, tmp_path, "csv")
    (row,) = read_csv(tmp_path / "postings.csv")
    assert row["title"].startswith("'=")


def test_every_public_column_has_a_meaning(db: Database) -> None:
    assert [(t.name, c.name) for t in public_tables(db) for c in t.columns if not c.meaning] == []


def test_the_public_database_counts_as_ours_does(filled: Database, tmp_path: Path) -> None:
    path = export_database(filled, tmp_path / "public.db")
    public = sqlite3.connect(path)
    for table in ("openings", "evidence", "demand_change", "wages"):
        query = f"select count(*) from {table}"
        assert public.execute(query).fetchone() == filled.execute(query).fetchone()
    public.close()


def test_a_backup_is_a_whole_database_of_ours(filled: Database, tmp_path: Path) -> None:
    copy = connect(backup(filled, tmp_path / "copy.db"))
    assert copy.execute("select key from postings").fetchall() == [("board:elm:1",)]
    copy.close()


def test_nothing_is_overwritten(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_text("mine", encoding="utf-8")
    for write in (backup, export_database):
        with pytest.raises(ExportError, match="is there already"):
            write(filled, path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_files_of_a_sample_database_say_so(tmp_path: Path) -> None:
    db = connect(tmp_path / "sample.db", kind="sample")
    assert all(path.name.startswith("SAMPLE_DATA_") for path in export(db, tmp_path / "out", "csv"))
    db.close()
