"""Which postings are one job, and by what sign?

Biased to split: two openings counted apart cost less than two jobs counted as one.
"""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlite_utils.db import Database

from db.connect import transaction
from db.statements import statement
from db.summaries import refresh_openings

LIKE_TITLES = 70.0  # of 100: one requisition under quite another title is another job
NEARLY_THE_SAME = 0.9
RUN = 4


class Join(NamedTuple):
    """A posting, the earlier one that it is joined to, and the sign that they are one opening."""

    posting: int
    joined_to: int
    reason: str
    similarity: float | None


def link_openings(db: Database) -> int:
    """Join postings that are one opening; how many were joined that stood alone before."""
    with transaction(db):
        joins: dict[int, Join] = {}
        for join in (*_by_requisition(db), *_by_text(db)):
            joins.setdefault(join.posting, join)
        _apply(db, list(joins.values()))
    return len(joins)


def likeness(one: str, other: str) -> float:
    """Give the share (0 to 1) of runs of four words that two texts have in common."""
    runs, others = _runs(one), _runs(other)
    return len(runs & others) / max(1, len(runs | others))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return {tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}


def _by_requisition(db: Database) -> Iterator[Join]:
    for later, earlier, reason, title, other in db.execute(statement("same_requisition")).fetchall():
        alike = fuzz.token_set_ratio(title.casefold(), other.casefold())
        if alike >= LIKE_TITLES:
            yield Join(later, earlier, reason, None)


def _by_text(db: Database) -> Iterator[Join]:
    for later, earlier, text, other in db.execute(statement("same_title")):
        alike = likeness(text, other)
        if alike >= NEARLY_THE_SAME:
            yield Join(later, earlier, "repost_text", round(alike, 4))


def _apply(db: Database, joins: Iterable[Join]) -> None:
    homes: dict[int, int] = {}
    for join in sorted(joins):
        home = db.execute("select opening from postings where id = ?", [join.joined_to]).fetchone()[0]
        homes[join.posting] = home
        for table in ("postings", "opening_joins"):
            db.execute(f"update {table} set opening = ? where opening = ?", [home, join.posting])  # noqa: S608  (our own)
        db.execute("insert into opening_joins values (?, ?, ?, ?, ?)", [join.posting, home, *join[1:]])
    emptied = json.dumps(list(homes))
    for table in ("opening_credentials", "opening_places"):
        db.execute(f"delete from {table} where opening in (select value from json_each(?))", [emptied])  # noqa: S608  (our own)
    db.execute("delete from openings where id in (select value from json_each(?))", [emptied])
    refresh_openings(db, "select value from json_each(?)", [json.dumps(sorted(set(homes.values())))])
