"""Which postings are one opening, and by what sign?

Biased to split: two openings counted apart cost less than two openings counted as one.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from sqlite_utils.db import Database

from db.blocks import block_postings
from db.connect import transaction
from db.decisions import Decisions
from db.likeness import SEEKERS, Comparable, Verdict, by_requisition, by_text, comparable
from db.statements import statement
from db.summaries import refresh_openings, withdraw_openings

ONCE = frozenset({"copy_text", "repost_text"})
"""Signs by which a posting is joined to one other alone: to a second, it would tie two openings together."""

KEPT_FOR_COMPARING = 60_000  # two months of a million postings over three years, in about 150 MB

Join = tuple[int, int, str, float | None]


def link_openings(db: Database, decisions: Decisions | None = None) -> int:
    """Join postings that are one opening; how many were joined now. Only postings that are new are compared.

    `decisions` are a person's, from `read_decisions`: pairs set apart are parted again and stay so.
    """
    decided = decisions or Decisions()
    with transaction(db):
        _dissolve(db, decided)
        block_postings(db)
        joins = sorted(_joins(db, decided), key=lambda join: (join[0], -(join[3] or 2), join[1]))
        joined = _apply(db, joins, decided)
        db.execute("update postings set is_linked = 1 where is_linked = 0 and job_class is not null")
    return joined


def _dissolve(db: Database, decided: Decisions) -> None:
    """Take apart each opening that holds a pair which a person set apart."""
    homes: set[int] = set()
    for pair in decided.apart:
        found = {_home(db, posting) for posting in pair}
        homes |= found if len(found) == 1 else set()
    for home in homes:
        postings = [number for (number,) in db.execute("select id from postings where opening = ?", [home])]
        for name in ("dissolve_openings", "dissolve_joins", "dissolve_postings"):
            db.execute(statement(name), {"opening": home})
        refresh_openings(db, "select value from json_each(?)", [json.dumps(postings)])


def _joins(db: Database, decided: Decisions) -> Iterator[Join]:
    @lru_cache(maxsize=KEPT_FOR_COMPARING)
    def known(number: int) -> Comparable:
        return comparable(*db.execute(statement("comparable"), [number]).fetchone())

    for pair in decided.together:
        yield max(pair), min(pair), "by_hand", None
    for name, judge in (("same_requisition", by_requisition), ("same_block", by_text)):
        for one, other in db.execute(statement(name)):
            earlier, later = sorted((known(one), known(other)), key=lambda c: (c.day, c.id))
            verdict = judge(later, earlier)
            if verdict:
                yield _join(later, earlier, verdict)


def _join(later: Comparable, earlier: Comparable, verdict: Verdict) -> Join:
    """Give a copy is joined to the employer's own posting, whichever came first."""
    if verdict.reason == "copy_text" and later.setting not in SEEKERS:
        later, earlier = earlier, later
    return later.id, earlier.id, verdict.reason, verdict.similarity


def _apply(db: Database, joins: Iterable[Join], decided: Decisions) -> int:
    homes: dict[int, int] = {}
    joined: set[int] = set()
    for posting, other, reason, similarity in joins:
        if posting in joined or (reason in ONCE and _is_joined(db, posting)):
            continue
        ours, theirs = _home(db, posting), _home(db, other)
        if ours == theirs or _kept_apart(db, ours, theirs, decided):
            continue
        home, emptied = min(ours, theirs), max(ours, theirs)
        homes[emptied] = home
        joined.add(posting)
        for table in ("postings", "opening_joins"):
            db.execute(f"update {table} set opening = ? where opening = ?", [home, emptied])  # noqa: S608  (our own)
        db.execute(
            "insert or replace into opening_joins values (?, ?, ?, ?, ?)",
            [posting, home, other, reason, similarity],
        )
        if reason == "copy_text":
            db.execute("update postings set is_own = 0 where id = ?", [posting])
    _forget(db, homes)
    return len(joined)


def _is_joined(db: Database, posting: int) -> bool:
    return db.execute("select 1 from opening_joins where posting = ?", [posting]).fetchone() is not None


def _home(db: Database, posting: int) -> int:
    return int(db.execute("select opening from postings where id = ?", [posting]).fetchone()[0])


def _kept_apart(db: Database, ours: int, theirs: int, decided: Decisions) -> bool:
    if not decided.apart:
        return False
    query = "select id from postings where opening = ?"
    sides = [[number for (number,) in db.execute(query, [home])] for home in (ours, theirs)]
    return any(frozenset(pair) in decided.apart for pair in product(*sides))


def _forget(db: Database, homes: dict[int, int]) -> None:
    emptied = json.dumps(list(homes))
    withdraw_openings(db, "select value from json_each(?)", [emptied])
    for table, column in (
        ("opening_credentials", "opening"),
        ("opening_places", "opening"),
        ("openings", "id"),
    ):
        db.execute(f"delete from {table} where {column} in (select value from json_each(?))", [emptied])  # noqa: S608  (our own)
    refresh_openings(
        db, "select value from json_each(?)", [json.dumps(sorted(set(homes.values()) - set(homes)))]
    )
