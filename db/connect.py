"""How is a credtrack database opened, made, and told from other files?"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Literal

from sqlite_utils.db import Database

from db.batches import number_of
from db.blocks import block_all_postings
from db.errors import DatabaseError, MixedKindError
from db.match_packs import fill_match_packs
from db.migrations import migrations
from db.reference import load_reference
from db.statements import statement
from db.summaries import rebuild_openings

Kind = Literal["sample", "real"]

APPLICATION_ID = 0x43524454  # "CRDT" in the file's header
VIEWS = Path(__file__).parent / "views"
BUSY_SECONDS = 30


def connect(path: str | Path, *, kind: Kind | None = None, readonly: bool = False) -> Database:
    """Give the database at `path`, migrated and with its views up to date; made where absent if `kind` is given.

    Raises DatabaseError where the file is absent and no kind is given (or `readonly`), is not SQLite, or
    belongs to another program; MixedKindError where it is marked as the other kind.
    """
    path = Path(path)
    if not path.exists() and (kind is None or readonly):
        raise _absent(path)
    connection = _open(path, readonly)
    try:
        db = Database(connection)
        _check_ours(db, path, kind is not None and not readonly)
        prepare(connection)
        if not readonly:
            _bring_up_to_date(db, kind)
        _check_kind(db, path, kind)
    except BaseException:
        connection.close()
        raise
    return db


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """One write transaction that waits its turn at its beginning, never in its middle."""
    db.conn.execute("begin immediate")
    try:
        yield db
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.execute("commit")


def kind_of(db: Database) -> Kind:
    """Whether the database holds the sample market or real postings."""
    row = db.execute("select kind from about").fetchone()
    return "sample" if row and row[0] == "sample" else "real"


def prepare(connection: sqlite3.Connection) -> None:
    """Set what every connection of ours needs: foreign keys, patience, memory for sorting, a hash."""
    connection.create_function("credtrack_hash", 1, number_of, deterministic=True)
    connection.execute("pragma foreign_keys = on")
    connection.execute(f"pragma busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma cache_size = -65536")


def _open(path: Path, readonly: bool) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_SECONDS,
        )
    except sqlite3.OperationalError as error:
        raise DatabaseError(f"{path}: cannot be opened as a database ({error})") from error
    return connection


def _check_ours(db: Database, path: Path, may_make: bool) -> None:
    try:
        found = db.execute("pragma application_id").fetchone()[0]
        tables = db.execute("select count(*) from sqlite_master").fetchone()[0]
    except sqlite3.OperationalError:
        raise  # the disk, or a lock: the file itself may be sound
    except sqlite3.DatabaseError as error:
        raise DatabaseError(
            f"{path}: not an SQLite database; expected one that credtrack made, or a free name ({error})"
        ) from error
    if not tables and not may_make:
        raise _absent(path)
    if found != APPLICATION_ID and tables:
        raise DatabaseError(
            f"{path}: a database of another program; expected one that credtrack made, or a free name"
        )


def _absent(path: Path) -> DatabaseError:
    return DatabaseError(f"{path}: no credtrack database there yet; crawl, import or demo makes one")


def _bring_up_to_date(db: Database, kind: Kind | None) -> None:
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("pragma wal_autocheckpoint = 16384")  # pages: a batch of postings fills the usual 1000
    wanted = _wanted_views()
    if not migrations.pending(db) and _present_views(db, wanted) == wanted:
        return
    with transaction(db):
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        migrations.apply(db)
        if kind:
            _mark(db, kind)
        _recreate_views(db, wanted)
        load_reference(db)
        db.execute("update demand_stamp set stamp = random()")  # wages are told beside what is counted
        block_all_postings(db)
        if db.execute(statement("unsummarized")).fetchone():
            rebuild_openings(db)
        fill_match_packs(db)


def _mark(db: Database, kind: Kind) -> None:
    db.execute(
        "insert or ignore into about values (1, ?, ?, ?)",
        [kind, datetime.now(UTC).isoformat(timespec="seconds"), metadata.version("credtrack")],
    )


def _check_kind(db: Database, path: Path, kind: Kind | None) -> None:
    found = kind_of(db)
    if kind and kind != found:
        raise MixedKindError(
            f"{path}: holds {found} postings, and {kind} ones may not be mixed in; name another file for them"
        )


def _wanted_views() -> dict[str, str]:
    return {
        file.stem: f"CREATE VIEW {file.stem} as\n{file.read_text(encoding='utf-8').strip()}"
        for file in sorted(VIEWS.glob("*.sql"))
    }


def _present_views(db: Database, wanted: dict[str, str]) -> dict[str, str]:
    rows = db.execute("select name, sql from sqlite_master where type = 'view'").fetchall()
    return {name: sql for name, sql in rows if name in wanted}


def _recreate_views(db: Database, wanted: dict[str, str]) -> None:
    for (name,) in db.execute(
        "select name from sqlite_master where type = 'view' and name <> 'posting_search'"
    ).fetchall():
        db.execute(f'drop view "{name}"')
    for sql in wanted.values():
        db.execute(sql)
