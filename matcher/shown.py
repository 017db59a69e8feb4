"""What does a reader see of an opening, and which of its words prove what was found?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlite_utils.db import Database

_SQL = Path(__file__).with_name("sql")
FIELDS = {
    "experience": ("experience_years",),
    "place": ("remote", "states"),
    "pay": ("pay",),
    "setting": ("employer_setting",),
    "work_type": ("work_types",),
    "specialty": ("specialties",),
    "schedule": ("employment_type",),
}
MOST_QUOTES = 4


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
    """Words of a posting; `found_in` is text, title, employer, locations or board (whose fields are not quoted)."""

    words: str
    found_in: str


@cache
def _statement(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def shown(db: Database, openings: Sequence[int]) -> dict[int, Shown]:
    """Give what a reader sees of each opening, by its number."""
    rows = db.execute(_statement("shown"), [json.dumps(list(openings))]).fetchall()
    return {row[0]: Shown(*row) for row in rows}


def quotes(db: Database, opening: int) -> dict[str, tuple[Quote, ...]]:
    """Give the words that prove what was found of an opening, by the part of the comparison that rests on them."""
    rows = db.execute(_statement("quotes"), {"opening": opening}).fetchall()
    found: dict[str, list[Quote]] = {}
    for field, value, found_in, words in rows:
        for part in _parts(field, value):
            quote = Quote(words, found_in)
            if words and quote not in found.setdefault(part, []):
                found[part].append(quote)
    return {part: tuple(each[:MOST_QUOTES]) for part, each in found.items()}


def _parts(field: str, value: str) -> list[str]:
    if field == "requirements":
        return ["preferred"] if value.endswith("preferred") else ["credentials"]
    return [part for part, fields in FIELDS.items() if field in fields]
