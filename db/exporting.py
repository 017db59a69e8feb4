"""How do the data leave the house: as CSV, JSON Lines, Parquet, or one public database; and how are they backed up?"""

import csv
import json
import os
import sqlite3
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from sqlite_utils.db import Database

from db.cells import harmless
from db.connect import kind_of
from db.errors import ExportError
from db.metadata import meanings
from db.statements import statement

Form = Literal["csv", "jsonl", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
CHUNK = 20_000
SAMPLE = "SAMPLE_DATA_"
ARROW = {"integer": pa.int64(), "real": pa.float64(), "text": pa.string()}

Row = tuple[str | int | float | None, ...]
Advance = Callable[[int, int], object]
"""Told how many tables or pages are done, of how many."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column that leaves: its name, SQLite type, and what it means."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Public:
    """One table that leaves: its name, its query, and its columns."""

    name: str
    query: str
    columns: tuple[Column, ...]


def export(db: Database, folder: Path, form: Form, advance: Advance = lambda *_: None) -> list[Path]:
    """Write every public table as one file of that form, and a data dictionary; the files written.

    Files of a sample database are named so; `advance` is told of each table. Raises ExportError where a file is there
    already; what was begun is taken away again if it can't be finished.
    """
    prefix = SAMPLE if kind_of(db) == "sample" else ""
    tables = list(public_tables(db))
    paths = [folder / f"{prefix}{table.name}.{form}" for table in tables]
    dictionary = folder / f"{prefix}data_dictionary.csv"
    folder.mkdir(parents=True, exist_ok=True)
    _refuse_existing([*paths, dictionary])
    write = {"csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet}[form]
    try:
        with _one_moment(db):
            for done, (table, path) in enumerate(zip(tables, paths, strict=True)):
                advance(done, len(tables))
                write(path, table, db.execute(table.query))
        _write_dictionary(dictionary, tables)
    except BaseException:
        for path in (*paths, dictionary):
            path.unlink(missing_ok=True)
        raise
    return [*paths, dictionary]


def export_database(db: Database, path: Path, advance: Advance = lambda *_: None) -> Path:
    """Write the public tables, and the data dictionary as a table of its own, into one SQLite file.

    Raises ExportError where the file is there already.
    """
    tables = list(public_tables(db))
    entries = [(t.name, c.name, c.type, c.meaning) for t in tables for c in t.columns]
    with (
        _named_when_done(path) as part,
        _one_moment(db),
        closing(sqlite3.connect(part, isolation_level=None)) as out,
    ):
        out.execute("begin")
        for done, table in enumerate(tables):
            advance(done, len(tables))
            _copy(out, table, db.execute(table.query))
        out.execute(
            "create table data_dictionary (in_table text, in_column text, type text, meaning text) strict"
        )
        out.executemany("insert into data_dictionary values (?, ?, ?, ?)", entries)
        out.execute("commit")
    return path


def backup(db: Database, path: Path, advance: Advance = lambda *_: None) -> Path:
    """Copy the whole database while others write, check the copy, and only then give it its name.

    Raises ExportError where the file is there already, or the copy is not whole.
    """
    with _named_when_done(path) as part, closing(sqlite3.connect(part)) as copy:
        db.conn.backup(copy, pages=4096, progress=lambda _, left, total: advance(total - left, total))
        found = copy.execute("pragma integrity_check").fetchone()[0]
        if found != "ok" or copy.execute("pragma foreign_key_check").fetchone():
            raise ExportError(f"{path}: the copy is not whole ({found}); nothing was kept")
    return path


@contextmanager
def _named_when_done(path: Path) -> Iterator[Path]:
    """Give a name beside `path` to write to; it becomes `path` when all is written, and is deleted when not."""
    _refuse_existing([path])
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def public_tables(db: Database) -> Iterator[Public]:
    """Give the tables that leave the house, in an order in which they may refer to one another."""
    listed = tomllib.loads((Path(__file__).parent / "public.toml").read_text(encoding="utf-8"))
    for name in listed["tables"]:
        left_out = listed["leave_out"].get(name, ())
        query = statement("public_evidence") if name == "evidence" else None
        types = dict(db.execute("select name, lower(type) from pragma_table_info(?)", [name]).fetchall())
        names = [column for column in types if column not in left_out]
        query = query or f"select {', '.join(names)} from {name}"  # noqa: S608  (our own tables)
        shown = [column[0] for column in db.execute(f"{query} limit 0").description]
        said = meanings(name)
        columns = tuple(Column(column, types.get(column, "text"), said.get(column, "")) for column in shown)
        yield Public(name, query, columns)


@contextmanager
def _one_moment(db: Database) -> Iterator[None]:
    """Let all tables be read as they stand at one moment, whatever others write meanwhile."""
    db.execute("begin")
    try:
        yield
    finally:
        db.conn.rollback()


def _refuse_existing(paths: Sequence[Path]) -> None:
    for path in paths:
        if path.exists():
            raise ExportError(f"{path}: is there already; expected a name that is free")


def _write_csv(path: Path, table: Public, rows: sqlite3.Cursor) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow([column.name for column in table.columns])
        out.writerows(_harmless(row) for row in rows)


def _harmless(row: Row) -> Row:
    """Let no scraped text run as a formula when a spreadsheet opens the file."""
    return tuple(harmless(value) if isinstance(value, str) else value for value in row)


def _write_jsonl(path: Path, table: Public, rows: sqlite3.Cursor) -> None:
    names = [column.name for column in table.columns]
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")


def _write_parquet(path: Path, table: Public, rows: sqlite3.Cursor) -> None:
    fields = [
        pa.field(column.name, ARROW[column.type], metadata={"meaning": column.meaning})
        for column in table.columns
    ]
    schema = pa.schema(fields)
    with pq.ParquetWriter(path, schema) as out:
        while chunk := rows.fetchmany(CHUNK):
            arrays = [
                pa.array(values, field.type)
                for values, field in zip(zip(*chunk, strict=True), fields, strict=True)
            ]
            out.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _write_dictionary(path: Path, tables: Sequence[Public]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["table", "column", "type", "meaning"])
        out.writerows((t.name, c.name, c.type, c.meaning) for t in tables for c in t.columns)


def _copy(out: sqlite3.Connection, table: Public, rows: sqlite3.Cursor) -> None:
    columns = ", ".join(f"{column.name} {column.type}" for column in table.columns)
    out.execute(f"create table {table.name} ({columns}) strict")
    marks = ", ".join("?" * len(table.columns))
    while chunk := rows.fetchmany(CHUNK):
        out.executemany(f"insert into {table.name} values ({marks})", chunk)  # noqa: S608  (our own tables)
