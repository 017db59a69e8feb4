"""What does a reader see of an opening, and which of its words prove what was found?"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlite_utils.db import Database

from matcher.words import PARTS

_SQL = Path(__file__).with_name("sql")
MOST_QUOTES = 3
AROUND = 70
BULLETS = " -–•·*◦▪"


@dataclass(frozen=True, slots=True)
class Shown:
    """An opening's own posting that came first."""

    opening: int
    posting: int
    title: str
    employer: str
    location: str
    url: str
    first_seen: str
    closed_at: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a posting with those around them on their line; `found_in` is text, title, employer or locations."""

    before: str
    words: str
    after: str
    found_in: str


@cache
def _statement(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def shown(db: Database, openings: Sequence[int]) -> dict[int, Shown]:
    """Give what a reader sees of each opening, by its number."""
    rows = db.execute(_statement("shown"), [json.dumps(list(openings))]).fetchall()
    return {row[0]: Shown(*row) for row in rows}


def quotes(db: Database, opening: int, first: Collection[str] = ()) -> dict[str, tuple[Quote, ...]]:
    """Give the words that prove what was found of an opening, by the part of the comparison that rests on them.

    Of many, those whose tag is among `first`, such as the home's state or a credential held, stand before the others.
    """
    rows = db.execute(_statement("quotes"), {"opening": opening}).fetchall()
    found: dict[str, dict[str, tuple[bool, Quote]]] = {}
    for field, value, found_in, before, words, after in rows:
        quote = Quote(_end(before), " ".join(words.split()), _beginning(after), found_in)
        part = _part(field, value)
        if part and words:
            line = f"{quote.before}{quote.words}{quote.after}"
            held = found.setdefault(part, {}).setdefault(line, (False, quote))
            found[part][line] = (held[0] or value.partition(" ")[0] in first, held[1])
    return {part: _chosen(list(each.values())) for part, each in found.items()}


def _chosen(found: list[tuple[bool, Quote]]) -> tuple[Quote, ...]:
    """Give the quotes to be shown: those that concern the coder first, else in their order; a line once."""
    ordered = sorted(found, key=lambda pair: not pair[0])
    return tuple(quote for _, quote in ordered[:MOST_QUOTES])


def _end(before: str) -> str:
    """Give the last words of a line, whole ones."""
    line = before.rsplit("\n", 1)[-1].lstrip(BULLETS)
    if len(line) <= AROUND:
        return line if "\n" in before or len(before) < AROUND else line.partition(" ")[2]
    return "…" + line[-AROUND:].partition(" ")[2]


def _beginning(after: str) -> str:
    """Give the first words of a line, whole ones."""
    line = after.split("\n", 1)[0]
    return line if len(line) <= AROUND else line[:AROUND].rpartition(" ")[0] + "…"


def _part(field: str, value: str) -> str | None:
    if field == "requirements":
        return "preferred" if value.endswith("preferred") else "credentials"
    return PARTS.get(field)
