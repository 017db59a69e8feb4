"""What has a person decided about two postings, against what the rules say?"""

import csv
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils.db import Database

from db.errors import DecisionError

Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of postings (by number) that are two openings, and pairs that are one, whatever the rules say."""

    apart: frozenset[Pair] = frozenset()
    together: frozenset[Pair] = frozenset()


def read_decisions(db: Database, path: Path) -> Decisions:
    """Give the decisions of a CSV file with the columns posting, other, decision (apart or together).

    Postings are named by their keys; one that is not kept (yet) is passed over. Raises DecisionError where the
    file cannot be read or a line is not understood.
    """
    found: dict[str, set[Pair]] = {"apart": set(), "together": set()}
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read ({error.strerror})") from error
    for line, row in enumerate(rows, 2):
        if row.get("decision") not in found or not row.get("posting") or not row.get("other"):
            raise DecisionError(f"{path}, line {line}: expected posting, other, and apart or together")
        query = "select id from postings where key in (?, ?)"
        pair = frozenset(number for (number,) in db.execute(query, [row["posting"], row["other"]]))
        if len(pair) == 2:
            found[row["decision"]].add(pair)
    return Decisions(frozenset(found["apart"]), frozenset(found["together"]))
