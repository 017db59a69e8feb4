"""What has a person decided about two postings, against what the rules say?"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils.db import Database

from db.batches import stamp
from db.cells import as_written, harmless
from db.errors import DecisionError
from db.likeness import SEEKERS_LISTED
from db.statements import statement

COLUMNS = ("posting", "other", "decision")
LISTED = (
    *COLUMNS,
    *("title", "other_title", "employer", "other_employer", "reason", "similarity", "page"),
)
WORDS = ("apart", "together")

Keys = tuple[str, str]
"""Two postings by their keys, the smaller first."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs of kept postings (by number) that are two openings, pairs that are one, and the postings of whom that is not true yet."""

    apart: frozenset[frozenset[int]]
    together: tuple[tuple[int, int], ...]
    waiting: frozenset[int]


def read_decisions(path: Path) -> dict[Keys, str]:
    """Give what a CSV file with the columns posting, other, decision (apart or together) says of each pair.

    Postings are named by their keys; a row whose decision is empty is passed over. Raises DecisionError where the file
    cannot be read, a line is not understood, or two lines contradict each other.
    """
    found: dict[Keys, tuple[str, int]] = {}
    for line, row in _rows(path):
        one, other, word = (as_written((row[column] or "").strip()) for column in COLUMNS)
        word = word.casefold()
        if not word:
            continue
        if word not in WORDS or not one or not other:
            raise DecisionError(f"{path}, line {line}: expected posting, other, and apart or together")
        if one == other:
            raise DecisionError(f"{path}, line {line}: {one} is paired with itself; expected two postings")
        before, there = found.setdefault((min(one, other), max(one, other)), (word, line))
        if before != word:
            raise DecisionError(
                f"{path}, line {line}: {one} and {other} are {word} here and {before} on line {there}; keep one of these lines"
            )
    _check_ties(path, found)
    return {pair: word for pair, (word, _) in found.items()}


def replace_decisions(db: Database, decisions: Mapping[Keys, str], now: datetime) -> set[Keys]:
    """Put decisions in place of those before; the pairs of which another thing is said now. In the caller's transaction."""
    query = "select posting_key, other_key, decision from opening_decisions"
    before = {(one, other): word for one, other, word in db.execute(query)}
    changed = {pair for pair in before.keys() | decisions if before.get(pair) != decisions.get(pair)}
    db.conn.executemany(
        "delete from opening_decisions where posting_key = ? and other_key = ?", changed & before.keys()
    )
    db.conn.executemany(
        "insert into opening_decisions values (?, ?, ?, ?)",
        [(*pair, decisions[pair], stamp(now)) for pair in changed & decisions.keys()],
    )
    return changed


def decided(db: Database) -> Decided:
    """Give what is decided of the postings that are kept."""
    rows = db.execute(statement("decided_pairs"), {"seekers": SEEKERS_LISTED}).fetchall()
    return Decided(
        frozenset(frozenset((one, other)) for one, other, word, _ in rows if word == "apart"),
        tuple((one, other) for one, other, word, _ in rows if word == "together"),
        frozenset(
            number for *pair, word, is_one in rows for number in pair if (word == "together") != is_one
        ),
    )


def listed(db: Database) -> Iterator[tuple[str, ...]]:
    """Give the joins there are and the decisions besides, as rows of the columns LISTED for a spreadsheet."""
    for row in db.execute(statement("listed_joins")):
        yield tuple(harmless("" if cell is None else str(cell)) for cell in row)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the line on which each row ends, and the row."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.DictReader(file, restval="", strict=True)
            reader.fieldnames = _heading(path, reader.fieldnames or ())
            for row in reader:
                yield reader.line_num, row
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read ({error.strerror}); expected a CSV file") from error
    except csv.Error as error:
        raise DecisionError(
            f"{path}, line {reader.line_num + 1}: expected cells parted by commas ({error})"
        ) from error


def _heading(path: Path, names: Sequence[str]) -> list[str]:
    """Give the columns' names; those of empty cells, which spreadsheets leave behind, are passed over."""
    found = [name.strip().casefold() for name in names]
    for name in COLUMNS:
        if name not in found:
            said = f"no column {name}" if any(found) else "the file is empty"
            raise DecisionError(f"{path}, line 1: {said}; expected {', '.join(COLUMNS)}, parted by commas")
    for place, name in enumerate(found):
        if name and (name not in LISTED or name in found[:place]):
            said = "occurs twice" if name in LISTED else "is not known"
            raise DecisionError(f"{path}, line 1: column {name} {said}; expected {', '.join(LISTED)}")
    return found


def _check_ties(path: Path, found: Mapping[Keys, tuple[str, int]]) -> None:
    """Refuse two postings that are apart by one line and together by way of others."""
    # Slow to load, and needed by who reads decisions alone.
    from scipy.cluster.hierarchy import DisjointSet

    tied = DisjointSet(key for pair in found for key in pair)
    for pair, (word, _) in found.items():
        if word == "together":
            tied.merge(*pair)
    for (one, other), (word, line) in found.items():
        if word == "apart" and tied.connected(one, other):
            raise DecisionError(
                f"{path}, line {line}: {one} and {other} are apart here, and other lines put them together by way of"
                " a third; take one of these lines out"
            )
