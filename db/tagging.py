"""Which postings wait for their tags, and how are tags kept?"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlite_utils.db import Database

from db.batches import batches, ensure_credentials
from db.changes import repacked, unpacked
from db.connect import transaction
from db.private import masked
from db.rows import Tagged, Untagged
from db.statements import statement
from db.summaries import refresh_openings

BATCH = 2000
GROUPS_PER_POSTING = 1000  # a group's number is its posting's times this, so that no number is looked up
MANY_VALUED = ("work_types", "states", "specialties", "mentions")
TAG_TABLES = ("evidence", "rejected", *(f"posting_{field}" for field in MANY_VALUED))

Row = tuple[object, ...]


class _Waiting(NamedTuple):
    key: str
    number: int
    content: int
    was_tagged: int
    text: str | None
    title: str
    body: bytes


def untagged(db: Database, limit: int, *, version: str | None = None) -> list[Untagged]:
    """At most `limit` postings that have no tags for what they say now, or (given `version`) none of that tagger."""
    older = "" if version is None else "or postings.tagger_version is not :version"
    query = statement("untagged").format(older=older)
    return [_untagged(row) for row in db.execute(query, {"version": version, "limit": limit})]


def put_tags(db: Database, rows: Iterable[Tagged]) -> int:
    """Store tags with their text; how many were taken.

    A row whose posting has changed since it was read, or is gone, is passed over: it stays untagged.
    """
    taken = 0
    for batch in batches(rows, BATCH):
        by_key = {row.id: row for row in batch}
        with transaction(db):
            taken += _put_batch(db, by_key)
    return taken


def _untagged(row: tuple[Any, ...]) -> Untagged:
    *said, low, high, unit, body, text, kind = row
    pay = None if (low, high, unit) == (None, None, None) else (low, high, unit)
    fields: list[Any] = [*said, pay, unpacked(body, text), kind]
    return Untagged(*fields)


def _put_batch(db: Database, by_key: dict[str, Tagged]) -> int:
    found = db.execute(statement("waiting"), [json.dumps(list(by_key))]).fetchall()
    waiting = [w for w in map(_Waiting._make, found) if w.content == by_key[w.key].content]
    _clear(db, waiting)
    pairs = [(w.number, by_key[w.key]) for w in waiting]
    _put_texts(db, waiting, by_key)
    db.conn.executemany(statement("set_tags"), [_tag_columns(number, row) for number, row in pairs])
    _put_requirements(db, pairs)
    _put_evidence(db, pairs)
    for field in MANY_VALUED:
        values = [(n, value) for n, row in pairs for value in sorted(set(getattr(row.tags, field)))]
        db.conn.executemany(f"insert into posting_{field} values (?, ?)", values)  # noqa: S608  (our own tables)
    refresh_openings(db, statement("openings_of"), [json.dumps([number for number, _ in pairs])])
    return len(pairs)


def _clear(db: Database, waiting: list[_Waiting]) -> None:
    before = [(w.number,) for w in waiting if w.was_tagged]
    for table in TAG_TABLES:
        db.conn.executemany(f"delete from {table} where posting = ?", before)  # noqa: S608  (our own tables)
    db.conn.executemany(statement("clear_group_credentials"), before)
    db.conn.executemany("delete from requirement_groups where posting = ?", before)


def _put_texts(db: Database, waiting: list[_Waiting], by_key: dict[str, Tagged]) -> None:
    gone = [("delete", w.number, w.title, w.text) for w in waiting if w.text is not None]
    fresh = [(w, masked(by_key[w.key].text)) for w in waiting]
    db.conn.executemany(statement("forget_words"), gone)
    db.conn.executemany(
        "update posting_texts set text = ?, body = ? where posting = ?",
        [(text, repacked(w.body, w.text, text), w.number) for w, text in fresh],
    )
    words = [(w.number, w.title, text) for w, text in fresh]
    db.conn.executemany("insert into postings_fts (rowid, title, text) values (?, ?, ?)", words)


def _tag_columns(number: int, row: Tagged) -> Row:
    tags = row.tags
    pay = (tags.pay.low, tags.pay.high, tags.pay.unit) if tags.pay else (None, None, None)
    said = (tags.job_class, tags.role, tags.employer_setting, tags.remote, tags.states_scope)
    rest = (tags.pay_basis, tags.experience_years, tags.employment_type)
    return (row.content, row.tagger_version, int(row.was_cut), *said, *pay, *rest, number)


def _put_requirements(db: Database, pairs: list[tuple[int, Tagged]]) -> None:
    groups: list[Row] = []
    members: list[tuple[int, str]] = []
    for number, row in pairs:
        for position, group in enumerate(row.tags.requirements[:GROUPS_PER_POSTING]):
            group_number = number * GROUPS_PER_POSTING + position
            months, experience = group.months_to_obtain, int(group.or_experience)
            groups.append((group_number, number, group.level, months, experience))
            members += [(group_number, code) for code in sorted(set(group.any_of))]
    ensure_credentials(db, {code for _, code in members})
    db.conn.executemany("insert into requirement_groups values (?, ?, ?, ?, ?)", groups)
    db.conn.executemany("insert into requirement_credentials values (?, ?)", members)


def _put_evidence(db: Database, pairs: list[tuple[int, Tagged]]) -> None:
    evidence = [
        (number, position, e.field, e.value, e.start, e.end, e.rule, e.where)
        for number, row in pairs
        for position, e in enumerate(row.tags.evidence)
    ]
    rejected = [
        (number, position, r.field, r.value, r.start, r.end, r.reason, r.where)
        for number, row in pairs
        for position, r in enumerate(row.tags.rejected)
    ]
    db.conn.executemany("insert into evidence values (?, ?, ?, ?, ?, ?, ?, ?)", evidence)
    db.conn.executemany("insert into rejected values (?, ?, ?, ?, ?, ?, ?, ?)", rejected)
