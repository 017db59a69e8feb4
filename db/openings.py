"""Which postings are one opening, and by what sign?

Biased to split: two openings counted apart cost less than two openings counted as one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime
from functools import lru_cache
from itertools import product

from sqlite_utils.db import Database

from db.blocks import block_postings
from db.connect import transaction
from db.decisions import Decided, Keys, decided, replace_decisions
from db.likeness import SEEKERS, SEEKERS_LISTED, Comparable, Verdict, by_requisition, by_text, comparable
from db.statements import statement
from db.summaries import refresh_openings, withdraw_openings

ONCE = frozenset({"copy_text", "repost_text"})
"""Signs by which a posting is joined to one other alone: to a second, it would tie two openings together."""

KEPT_FOR_COMPARING = 60_000  # two months of a million postings over three years, in about 150 MB

Join = tuple[int, int, str, float | None]


def link_openings(db: Database) -> int:
    """Join postings that are one opening; how many were joined now. Only postings that are new are compared.

    What a person decided stands above the rules, whenever the postings come.
    """
    with transaction(db):
        return _link(db, set())


def take_decisions(db: Database, decisions: Mapping[Keys, str], now: datetime) -> int:
    """Put a person's decisions in place of those before and bring the openings to them; how many were taken back.

    Openings that a changed decision touches are as if the rules had met their postings with these decisions first.
    """
    with transaction(db):
        changed = replace_decisions(db, decisions, now)
        keys = json.dumps(sorted({key for pair in changed for key in pair}))
        query = "select id from postings where key in (select value from json_each(?))"
        _link(db, {number for (number,) in db.execute(query, [keys])})
    return len(changed - decisions.keys())


def _link(db: Database, touched: set[int]) -> int:
    decisions = decided(db)
    joins = _parted(db, touched | decisions.waiting)
    joined = _apply(db, sorted(joins, key=lambda join: (join[0], -(join[3] or 2), join[1])), decisions)
    db.execute("update postings set is_linked = 1 where is_linked = 0 and job_class is not null")
    return joined


def _parted(db: Database, touched: Set[int]) -> list[Join]:
    """Take apart the openings of these postings, and of all that the rules could tie to them; every join that is to be weighed.

    A posting goes where its best join leads, so that one that is free again may draw others after it.
    """
    free: set[int] = set()
    while True:
        free |= _dissolve(db, touched)
        block_postings(db)
        joins = list(_joins(db))
        met = {number for join in joins if free & {*join[:2]} for number in join[:2]} - free
        touched = {number for number in met if _is_linked(db, number)}
        if not touched:
            return joins


def _dissolve(db: Database, postings: Set[int]) -> set[int]:
    """Make an opening of its own of every posting of these postings' openings; all postings that are free now."""
    free: set[int] = set()
    for home in {_home(db, posting) for posting in postings}:
        free |= {number for (number,) in db.execute("select id from postings where opening = ?", [home])}
        for name in ("dissolve_openings", "dissolve_joins", "dissolve_postings"):
            db.execute(statement(name), {"opening": home})
    refresh_openings(db, "select value from json_each(?)", [json.dumps(sorted(free))])
    return free


def _joins(db: Database) -> Iterator[Join]:
    @lru_cache(maxsize=KEPT_FOR_COMPARING)
    def known(number: int) -> Comparable:
        return comparable(*db.execute(statement("comparable"), [number]).fetchone())

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


def _apply(db: Database, joins: Iterable[Join], decisions: Decided) -> int:
    """Join what a person put together, and then by the rules as if nobody had, but for what is to stay apart."""
    homes: dict[int, int] = {}
    for posting, other in decisions.together:
        ours, theirs = _home(db, posting), _home(db, other)
        if ours != theirs:
            _merge(db, ours, theirs, homes)
            _record(db, (posting, other, "by_hand", None))
    by_hand = {frozenset(pair) for pair in decisions.together}
    joined: set[int] = set()
    for join in joins:
        posting, other, reason, _ = join
        if posting in joined or (reason in ONCE and _is_joined(db, posting)):
            continue
        ours, theirs = _home(db, posting), _home(db, other)
        if frozenset((posting, other)) not in by_hand:
            if ours == theirs or _kept_apart(db, ours, theirs, decisions):
                continue
            _merge(db, ours, theirs, homes)
        joined.add(posting)
        _record(db, join)
    _forget(db, homes)
    return len(homes)


def _merge(db: Database, ours: int, theirs: int, homes: dict[int, int]) -> None:
    home, emptied = min(ours, theirs), max(ours, theirs)
    homes[emptied] = home
    for table in ("postings", "opening_joins"):
        db.execute(f"update {table} set opening = ? where opening = ?", [home, emptied])  # noqa: S608  (our own)


def _record(db: Database, join: Join) -> None:
    """Keep the join; what the rules say too is kept as theirs."""
    posting, other, reason, similarity = join
    db.execute(
        "delete from opening_joins where reason = 'by_hand' and posting = ? and joined_to = ?",
        [other, posting],
    )
    db.execute(
        "insert or replace into opening_joins values (?, ?, ?, ?, ?)",
        [posting, _home(db, posting), other, reason, similarity],
    )
    if reason in ("copy_text", "by_hand"):
        db.execute(statement("yield_to_own"), {"posting": posting, "other": other, "seekers": SEEKERS_LISTED})


def _is_joined(db: Database, posting: int) -> bool:
    query = "select 1 from opening_joins where posting = ? and reason <> 'by_hand'"
    return db.execute(query, [posting]).fetchone() is not None


def _is_linked(db: Database, posting: int) -> bool:
    return bool(db.execute("select is_linked from postings where id = ?", [posting]).fetchone()[0])


def _home(db: Database, posting: int) -> int:
    return int(db.execute("select opening from postings where id = ?", [posting]).fetchone()[0])


def _kept_apart(db: Database, ours: int, theirs: int, decisions: Decided) -> bool:
    if not decisions.apart:
        return False
    query = "select id from postings where opening = ?"
    sides = [[number for (number,) in db.execute(query, [home])] for home in (ours, theirs)]
    return any(frozenset(pair) in decisions.apart for pair in product(*sides))


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
