"""Is a database opened, made and refused as promised?"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from db.connect import APPLICATION_ID, connect, kind_of
from db.errors import DatabaseError, MixedKindError
from db.migrations import migrations, statements


def schema(path: Path) -> str:
    with sqlite3.connect(path) as plain:
        rows = plain.execute("select sql from sqlite_master where sql is not null order by name").fetchall()
    plain.close()
    return "\n".join(row[0] for row in rows)


def test_opening_twice_changes_nothing(path: Path) -> None:
    connect(path, kind="real").close()
    before = schema(path)
    connect(path, kind="real").close()
    assert schema(path) == before


def test_a_new_file_needs_a_kind(path: Path) -> None:
    with pytest.raises(DatabaseError, match="no credtrack database there yet"):
        connect(path)
    assert not path.exists()


def test_sample_and_real_are_not_mixed(path: Path) -> None:
    connect(path, kind="sample").close()
    with pytest.raises(MixedKindError, match="holds sample postings"):
        connect(path, kind="real")
    db = connect(path)
    assert kind_of(db) == "sample"
    db.close()


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("create table theirs (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="another program"):
        connect(path, kind="real")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_text("coder,employer\n" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError, match="not an SQLite database"):
        connect(path, kind="real")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be opened"):
        connect(tmp_path, kind="real")


def test_read_only_refuses_writes(path: Path) -> None:
    connect(path, kind="real").close()
    db = connect(path, readonly=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("delete from states")
    db.close()


def stop_before(path: Path, step: str) -> None:
    """Makes a database as a version made it that did not know the step yet, with one tagged posting in it."""
    half = Database(path)
    half.execute(f"pragma application_id = {APPLICATION_ID}")
    migrations.apply(half, stop_before=step)
    half.execute("insert into about values (1, 'real', '2026-01-01', '0')")
    if step > "m0003":
        rows = (Path(__file__).parent / "old_rows.sql").read_text(encoding="utf-8")
        for statement in statements(rows):
            half.execute(statement)
    half.conn.commit()
    half.close()


STEPS = [migration.name for migration in migrations._migrations]


@pytest.mark.parametrize("step", [step for step in STEPS if step > "m0004"])
def test_a_database_of_any_earlier_version_keeps_every_row(path: Path, step: str) -> None:
    stop_before(path, step)
    db = connect(path)
    assert db.execute("select title, role from postings").fetchall() == [("Coder", "coder")]
    assert db.execute("select opened from demand_change").fetchall() == [(1,)]
    assert db.execute("select credential from opening_credentials").fetchall() == [("CPC",)]
    shape = "select key from openings join shapes on shapes.id = openings.shape"
    assert db.execute(shape).fetchall() == [('[["required",null,0,["CPC"]]]',)]
    db.close()


def test_what_was_joined_by_hand_before_there_was_a_table_is_a_decision_now(path: Path) -> None:
    stop_before(path, "m0013_decisions")
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.execute("create temp table second as select * from postings")
        old.execute("update second set id = 2, key = 'board:elm:2'")
        old.execute("insert into postings select * from second")
        old.execute("insert into opening_joins values (2, 1, 1, 'by_hand', null)")
    db = connect(path)
    rows = db.execute("select posting_key, other_key, decision from opening_decisions").fetchall()
    assert rows == [("board:elm:1", "board:elm:2", "together")]
    db.close()


@pytest.mark.parametrize("step", STEPS)
def test_a_database_stopped_before_any_step_is_finished(path: Path, tmp_path: Path, step: str) -> None:
    whole = tmp_path / "whole.db"
    connect(whole, kind="real").close()
    db = connect(path, kind="real") if step == "m0001_postings" else None
    if db is None:
        stop_before(path, step)
        db = connect(path, kind="real")
    db.close()
    assert schema(path) == schema(whole)


def test_the_schema_is_the_reviewed_one(path: Path, root: Path) -> None:
    connect(path, kind="real").close()
    golden = root / "tests" / "db" / "schema.sql"
    assert schema(path) + "\n" == golden.read_text(encoding="utf-8")


def test_every_table_of_ours_is_strict(db: sqlite3.Connection) -> None:
    rows = db.execute("select name, strict from pragma_table_list where type = 'table' and schema = 'main'")
    loose = {name for name, strict in rows if not strict}
    assert {name for name in loose if not re.match(r"_sqlite_migrations|sqlite_|postings_fts", name)} == set()


def test_a_trigger_is_one_statement() -> None:
    script = "create table a (b);\ncreate trigger c before delete on a\nbegin\n  select 1;\nend;\n"
    assert len(list(statements(script))) == 2
