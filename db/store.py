"""How does a posting get into the database, as it was crawled?

Each function is one transaction or a run of short ones, and may be repeated without harm.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlite_utils.db import Database

from crawler.posting import Posting
from db.batches import batches, ensure_credentials, stamp
from db.changes import COMPARED, Content, changes, content_of
from db.connect import transaction
from db.places import places_of
from db.rows import CredentialRow, EmployerRow, Known, Stored
from db.statements import statement
from db.summaries import refresh_openings

BATCH = 1000

Row = tuple[object, ...]


def put_postings(db: Database, postings: Iterable[Posting]) -> Stored:
    """Store postings as crawled; how many were new, changed (each change an event) or as they were."""
    total = Stored(0, 0, 0)
    for batch in batches(postings, BATCH):
        newest = {posting.id: posting for posting in batch}
        with transaction(db):
            total += _put_batch(db, newest)
    return total


def put_employers(db: Database, rows: Iterable[EmployerRow]) -> None:
    """Store what the registry knows of employers, parents included."""
    rows = list(rows)
    with transaction(db):
        names = sorted({r.name for r in rows} | {r.parent for r in rows if r.parent})
        db.conn.executemany("insert or ignore into employers (name) values (?)", [(n,) for n in names])
        db.conn.executemany(
            statement("put_employer"), [(r.kind, r.setting, r.parent, r.parent, r.name) for r in rows]
        )
        refresh_openings(db, statement("moved_openings"))


def put_credentials(db: Database, rows: Iterable[CredentialRow]) -> None:
    """Store the catalogue of credentials and what each satisfies besides itself."""
    rows = list(rows)
    with transaction(db):
        db.conn.executemany(
            statement("put_credential"), [(r.code, r.name, r.issuer, r.level, r.side) for r in rows]
        )
        pairs = [(r.code, satisfied) for r in rows for satisfied in r.implies]
        ensure_credentials(db, {satisfied for _, satisfied in pairs})
        db.execute("delete from credential_implies where source = 'catalogue'")
        db.conn.executemany("insert or ignore into credential_implies (held, satisfies) values (?, ?)", pairs)


def known(db: Database, source: str, *, closed_too: bool = False) -> dict[str, Known]:
    """Give the open postings of one source by id, as the crawler wants them before it asks for details.

    With `closed_too` also the closed ones, for boards that go on listing what is past.
    """
    rows = db.execute(statement("known"), [source, closed_too]).fetchall()
    return {
        key: Known(key, list_hash, datetime.fromisoformat(at), validator)
        for key, list_hash, at, validator in rows
    }


def _put_batch(db: Database, newest: dict[str, Posting]) -> Stored:
    contents = {key: content_of(posting) for key, posting in newest.items()}
    kept = _kept(db, newest)
    added = [newest[key] for key in newest if key not in kept]
    changed = sorted(
        key
        for key, row in kept.items()
        if row["content_hash"] != contents[key].content_hash or any(changes(row, contents[key]))
    )
    employers = _employers(db, newest.values())
    sources = {(p.source, p.platform) for p in newest.values()}
    source_ids = {slug: source_number(db, slug, platform) for slug, platform in sources}
    _add(db, added, contents, employers, source_ids)
    _record_changes(db, [(newest[key], kept[key], contents[key]) for key in changed], employers)
    _seen_again(db, [newest[key] for key in kept], [kept[key]["opening"] for key in changed])
    _put_validators(db, newest, kept)
    return Stored(len(added), len(changed), len(kept) - len(changed))


def _put_validators(db: Database, newest: dict[str, Posting], kept: Mapping[str, object]) -> None:
    given = [(posting.validator, key) for key, posting in newest.items() if posting.validator]
    lost = [(key,) for key in kept if not newest[key].validator]
    db.conn.executemany(statement("put_validator"), given)
    db.conn.executemany(statement("drop_validator"), lost)


def _kept(db: Database, newest: dict[str, Posting]) -> dict[str, sqlite3.Row]:
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    rows = cursor.execute(statement("kept_postings"), [json.dumps(list(newest))])
    return {row["key"]: row for row in rows}


def _employers(db: Database, postings: Iterable[Posting]) -> dict[str, tuple[int, int]]:
    names = json.dumps(sorted({posting.employer for posting in postings}))
    db.execute("insert or ignore into employers (name) select value from json_each(?)", [names])
    rows = db.execute(
        "select name, id, coalesce(parent, id) from employers where name in (select value from json_each(?))",
        [names],
    )
    return {name: (number, cluster) for name, number, cluster in rows}


def source_number(db: Database, slug: str, platform: str) -> int:
    """Give the number of a source, added where it is new; inside the caller's transaction."""
    db.execute("insert or ignore into sources (slug, platform) values (?, ?)", [slug, platform])
    found = db.execute("select id from sources where slug = ?", [slug]).fetchone()
    return int(found[0])


def _add(
    db: Database,
    added: list[Posting],
    contents: dict[str, Content],
    employers: dict[str, tuple[int, int]],
    source_ids: dict[str, int],
) -> None:
    first = int(db.execute("select coalesce(max(id), 0) + 1 from postings").fetchone()[0])
    numbered = list(enumerate(added, first))
    openings: list[Row] = []
    rows: list[Row] = []
    for number, posting in numbered:
        at, employer = stamp(posting.fetched_at), employers[posting.employer]
        openings.append((number, *employer, _first_on(posting), at, at))
        ours = (number, posting.id, source_ids[posting.source], employer[0], number)
        rows.append((*ours, at, at, at, posting.list_hash, *contents[posting.id].values))
    db.conn.executemany(statement("add_opening"), openings)
    marks = ", ".join("?" * len(COMPARED))
    add = statement("add_posting").format(compared=", ".join(COMPARED), marks=marks)
    db.conn.executemany(add, rows)
    texts = [(number, contents[p.id].raw_body(), p.body_kind) for number, p in numbered]
    db.conn.executemany("insert into posting_texts (posting, body, body_kind) values (?, ?, ?)", texts)
    events = [(number, stamp(p.fetched_at)) for number, p in numbered]
    db.conn.executemany("insert into posting_events (posting, at, kind) values (?, ?, 'opened')", events)
    _put_locations(db, numbered)


def _put_locations(db: Database, numbered: list[tuple[int, Posting]]) -> None:
    rows: list[Row] = []
    for number, posting in numbered:
        found = [(written, place) for written in posting.locations for place in places_of(written)]
        rows += [(number, position, written, *place.row()) for position, (written, place) in enumerate(found)]
    db.conn.executemany(statement("add_location"), rows)


def _record_changes(
    db: Database,
    changed: list[tuple[Posting, sqlite3.Row, Content]],
    employers: dict[str, tuple[int, int]],
) -> None:
    for posting, kept, content in changed:
        at = stamp(posting.fetched_at)
        events = [(kept["id"], at, *change) for change in changes(kept, content)]
        _rename_in_search(db, kept, content.title)
        db.conn.executemany(statement("add_change"), events)
        assigned = ", ".join(f"{column} = ?" for column in COMPARED)
        db.execute(
            f"update postings set employer = ?, {assigned} where id = ?",  # noqa: S608  (our own column names)
            [employers[posting.employer][0], *content.values, kept["id"]],
        )
        db.execute(
            "update posting_texts set body = ?, body_kind = ? where posting = ?",
            [content.raw_body(), posting.body_kind, kept["id"]],
        )
        db.execute("delete from locations where posting = ?", [kept["id"]])
        _put_locations(db, [(kept["id"], posting)])


def _rename_in_search(db: Database, kept: sqlite3.Row, title: str) -> None:
    query = "select text from posting_texts where posting = ?"
    text = db.execute(query, [kept["id"]]).fetchone()[0]
    if text is None or title == kept["title"]:
        return
    db.execute(statement("forget_words"), ["delete", kept["id"], kept["title"], text])
    db.execute("insert into postings_fts (rowid, title, text) values (?, ?, ?)", [kept["id"], title, text])


def _seen_again(db: Database, postings: list[Posting], changed: list[int]) -> None:
    seen = [(stamp(p.fetched_at), p.list_hash, p.id) for p in postings]
    db.conn.executemany(statement("reopened_event"), [(at, key) for at, _, key in seen])
    db.conn.executemany(statement("seen_again"), seen)
    keys = json.dumps([posting.id for posting in postings])
    db.execute(statement("openings_fetched"), [keys])
    refresh_openings(db, statement("reopened_openings"), [keys, json.dumps(changed)])


def _first_on(posting: Posting) -> str:
    return (posting.posted_on or posting.fetched_at.date()).isoformat()
