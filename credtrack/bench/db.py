"""How fast are postings loaded, how large do they get, how long do readers wait, and how does all that grow?"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from sqlite_utils.db import Database

from credtrack.bench.asking import served, waits
from credtrack.bench.daily import daily_update
from credtrack.bench.peers import is_here, peers
from credtrack.bench.questions import FREE, questions
from credtrack.bench.tagged import MADE_BY, TaggedPosting, many, sample_base
from credtrack.bench.workshop import Figure, Workshop, code_hash, remove, seconds
from credtrack.terminal import say
from db.connect import connect
from db.openings import link_openings
from db.rows import Tagged
from db.store import put_postings
from db.tagging import put_tags, untagged
from nlp.version import version

SIZES = {"": 100_000, "_10k": 10_000}
MILLION = 1_000_000
KEPT = "db-1m.db"
CHUNK = 10_000
TAGGED_AT_ONCE = 2_000
SEARCH = "postings_fts"
BAR_CLIENTS = 8
CLIENTS = {1: 2.5, BAR_CLIENTS: 5.0, 32: 2.5}
"""For how many seconds so many readers ask."""
SEED = 5


def measure(shop: Workshop) -> Iterator[Figure]:
    """Yield the database's figures at three sizes, so that growth is seen; those without a suffix are 100,000's.

    A million postings are measured where `build` has made them, and first: what is wanted most comes first.
    """
    kept = shop.folder / KEPT
    at_million: dict[str, float] = {}
    if kept.exists():
        yield from _million(kept)
        at_million = asked(kept, MILLION)
        yield Figure("db.free_p95_ms_1m", at_million.pop(FREE))
        yield Figure("db.p95_ms_1m", max(at_million.values()))
    else:
        say(f"1,000,000 postings are not measured: {kept} is missing; `scripts/bench.py db --build` makes it")
    base = sample_base(shop)
    for suffix, size in SIZES.items():
        yield from _at_size(shop, base, suffix, size, at_million)
    if kept.exists():
        yield from _peers(kept)


def build(shop: Workshop) -> None:
    """Make the database of a million postings that `measure` reads; an hour or more.

    Stopped, it goes on where it was if the code that makes it is still the same. Its load's rate is told where one go made it all.
    """
    path = shop.folder / KEPT
    unfinished = path.with_suffix(f".{code_hash(shop.root, (*MADE_BY, 'db'))}.unfinished")
    for old in shop.folder.glob(f"{path.stem}.*.unfinished*"):
        if not old.name.startswith(unfinished.name):
            remove(old)
    in_one_go = not unfinished.exists()
    stored, linked = load(unfinished, sample_base(shop), MILLION)
    if in_one_go:
        _tell_rates(shop, unfinished, stored, linked)
    unfinished.rename(path)


def _tell_rates(shop: Workshop, path: Path, stored: float, linked: float) -> None:
    took = stored + linked
    say(
        f"{MILLION:,} postings: loaded in {stored:.0f} s, joined in {linked:.0f} s, {MILLION / took:.0f} a second"
    )
    folder = shop.scratch("db")
    say(f"{copy_plainly(path, folder / 'plain.db') / took:.2f} of the rate of executemany")
    remove(folder)


def _at_size(
    shop: Workshop, base: Sequence[TaggedPosting], suffix: str, size: int, at_million: dict[str, float]
) -> Iterator[Figure]:
    folder = shop.scratch("db")
    ours, plain = folder / "ours.db", folder / "plain.db"
    stored, linked = load(ours, base, size)
    took = stored + linked
    yield Figure(f"db.load_per_second{suffix}", size / took)
    yield Figure(f"db.link_share{suffix}", linked / took)
    yield Figure(f"db.bytes_per_posting{suffix}", ours.stat().st_size / size)
    yield Figure(f"db.load_vs_executemany{suffix}", copy_plainly(ours, plain) / took)
    waited = asked(ours, size)
    del waited[FREE]
    yield Figure(f"db.p95_ms{suffix}", max(waited.values()))
    if at_million and not suffix:
        worst = max(at_million, key=lambda name: at_million[name])
        yield Figure("db.growth_100k_1m", at_million[worst] / waited[worst])
    remove(folder)


def _million(path: Path) -> Iterator[Figure]:
    with closing(connect(path).conn) as connection:
        db = Database(connection)
        postings = db.execute("select count(*) from postings").fetchone()[0]
        connection.execute("pragma wal_checkpoint(truncate)")
        yield Figure("db.postings_1m", postings)
        yield Figure("db.bytes_per_posting_1m", path.stat().st_size / postings)
        first = daily_update(db)
        say(
            f"{postings:,} postings, daily update: {first:.1f} s where pages have to be read from the disk first"
        )
        yield Figure("db.daily_update_s", daily_update(db))


def _peers(path: Path) -> Iterator[Figure]:
    if not is_here():
        say("DuckDB is not asked: it is not installed (pip install duckdb)")
        return
    ratios = []
    with closing(connect(path, readonly=True).conn) as connection:
        addresses = questions(Database(connection), SEED + 1)
    for name, ours, theirs in peers(path, addresses):
        say(f"{name}: {ours:.1f} ms, DuckDB {theirs:.1f} ms")
        ratios.append(ours / theirs)
    yield Figure("db.vs_duckdb", max(ratios))


def asked(path: Path, size: int) -> dict[str, float]:
    """Ask each named query over HTTP with one and more clients, and tell all waits; give the 95th percentile at eight."""
    with closing(connect(path, readonly=True).conn) as connection:
        addresses = questions(Database(connection), SEED)
    found: dict[str, float] = {}
    with served(path) as site:
        for name, drawn in addresses.items():
            waits(site, drawn, BAR_CLIENTS, 1.0)  # what each process does once is done before
            for clients, seconds_of_asking in CLIENTS.items():
                took = waits(site, drawn, clients, seconds_of_asking)
                say(
                    f"{size:,} postings, {name}, {clients} clients: "
                    f"p50 {took.p50:.0f}, p95 {took.p95:.0f}, p99 {took.p99:.0f} ms of {took.answers}"
                )
                if clients == BAR_CLIENTS:
                    found[name] = took.p95
    return found


def load(path: Path, base: Sequence[TaggedPosting], size: int) -> tuple[float, float]:
    """Load that many postings with their tags, then join openings, as the commands do; the seconds of both.

    What is loaded is made between the timed steps. A database that holds some of them goes on with its last chunk.
    """
    took = 0.0
    with closing(connect(path, kind="sample").conn) as connection:
        db = Database(connection)
        ready = db.execute("select count(*) from postings where tagged_hash is not null").fetchone()[0]
        rows = many(base, size, ready // CHUNK * CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            by_id = {row.posting.id: row for row in chunk}
            took += seconds(partial(put_postings, db, [row.posting for row in chunk]))
            took += seconds(_tagging(db, by_id))
        linked = seconds(lambda: link_openings(db))
        took += seconds(lambda: connection.execute("pragma wal_checkpoint(truncate)"))
    return took, linked


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
        took += seconds(partial(made.executemany, statement, chunk))
    return took + seconds(lambda: made.execute("commit"))


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
