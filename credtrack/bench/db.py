"""How fast are postings loaded, beside plain `executemany` of the same rows, and how large do they get?"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from sqlite_utils.db import Database

from credtrack.bench.tagged import TaggedPosting, many, sample_base
from credtrack.bench.workshop import Figure, Workshop, remove, seconds
from db.connect import connect
from db.openings import link_openings
from db.rows import Tagged
from db.store import put_postings
from db.tagging import put_tags, untagged
from nlp.version import version

SIZES = {"_10k": 10_000, "": 100_000}
CHUNK = 10_000
TAGGED_AT_ONCE = 2_000
SEARCH = "postings_fts"


def measure(shop: Workshop) -> Iterator[Figure]:
    """Yield the database's figures, at two sizes so that growth is seen; those without a suffix are the larger's."""
    base = sample_base(shop)
    for suffix, size in SIZES.items():
        folder = shop.scratch("db")
        ours, plain = folder / "ours.db", folder / "plain.db"
        stored, linked = load(ours, base, size)
        took = stored + linked
        yield Figure(f"db.load_per_second{suffix}", size / took)
        yield Figure(f"db.link_share{suffix}", linked / took)
        yield Figure(f"db.bytes_per_posting{suffix}", ours.stat().st_size / size)
        yield Figure(f"db.load_vs_executemany{suffix}", copy_plainly(ours, plain) / took)
        remove(folder)


def load(path: Path, base: Sequence[TaggedPosting], size: int) -> tuple[float, float]:
    """Load that many postings with their tags, then join openings, as the commands do; the seconds of both.

    What is loaded is made between the timed steps.
    """
    took = 0.0
    rows = many(base, size)
    with closing(connect(path, kind="sample").conn) as connection:
        db = Database(connection)
        while chunk := list(islice(rows, CHUNK)):
            by_id = {row.posting.id: row for row in chunk}
            took += seconds(_storing(db, by_id.values()))
            took += seconds(_tagging(db, by_id))
        linked = seconds(lambda: link_openings(db))
        took += seconds(lambda: connection.execute("pragma wal_checkpoint(truncate)"))
    return took, linked


def _storing(db: Database, rows: Iterable[TaggedPosting]) -> Callable[[], object]:
    return lambda: put_postings(db, (row.posting for row in rows))


def _tagging(db: Database, by_id: dict[str, TaggedPosting]) -> Callable[[], object]:
    def put() -> None:
        while waiting := untagged(db, TAGGED_AT_ONCE):
            found = [(row, by_id[row.id]) for row in waiting]
            put_tags(
                db, (Tagged(row.id, row.content, one.text, False, one.tags, version()) for row, one in found)
            )

    return put


def copy_plainly(source: Path, target: Path) -> float:
    """Copy all rows by `executemany` into the same tables, indexes and search index; the seconds that it took.

    The rows lie ready in memory, a chunk at a time, and each table is one transaction.
    """
    took = 0.0
    with closing(sqlite3.connect(source)) as given, closing(connect(target, kind="sample").conn) as made:
        for table in _tables(made):
            rows = given.execute(f'select * from "{table}"')  # noqa: S608  (our own tables)
            marks = ", ".join("?" * len(rows.description))
            took += _insert(made, f'insert or replace into "{table}" values ({marks})', rows)  # noqa: S608
        words = given.execute("select id, title, text from posting_search")
        took += _insert(made, f"insert into {SEARCH} (rowid, title, text) values (?, ?, ?)", words)  # noqa: S608
        took += seconds(lambda: made.execute("pragma wal_checkpoint(truncate)"))
    return took


def _insert(made: sqlite3.Connection, statement: str, rows: sqlite3.Cursor) -> float:
    made.execute("begin immediate")
    made.execute("pragma defer_foreign_keys = on")
    took = 0.0
    while chunk := rows.fetchmany(CHUNK):
        took += seconds(_many(made, statement, chunk))
    return took + seconds(lambda: made.execute("commit"))


def _many(made: sqlite3.Connection, statement: str, rows: list[tuple[object, ...]]) -> Callable[[], object]:
    return lambda: made.executemany(statement, rows)


def _tables(made: sqlite3.Connection) -> list[str]:
    """List our tables, each after those that it refers to."""
    rows = made.execute("select name from sqlite_master where type = 'table' order by rowid")
    waiting = [name for (name,) in rows if not name.startswith((SEARCH, "sqlite_", "_sqlite"))]
    ordered: list[str] = []
    while waiting:
        ready = [name for name in waiting if _refers_to(made, name) <= {*ordered, name}]
        ordered += ready
        waiting = [name for name in waiting if name not in ready]
    return ordered


def _refers_to(made: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in made.execute('select "table" from pragma_foreign_key_list(?)', [table])}
