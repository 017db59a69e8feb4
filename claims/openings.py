"""What do the openings of each employer come to, counted in one way or another?"""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from claims.estimates import Matrix
from claims.ledger import Minimums, Part
from claims.window import Window

Weight = Literal["1", "postings", "weight"]
NAMED = re.compile(r"\bnames_(cpc|ccs)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How openings are counted: each once, as often as posted, or by its weight; `once` counts employers once each."""

    weight: Weight = "1"
    once: bool = False
    without_largest: bool = False


PLAIN = Counting()


@dataclass(frozen=True, slots=True)
class Openings:
    """The gathered facts, and what was read of them already."""

    db: Database
    window: Window
    minimums: Minimums
    kept: dict[str, Matrix] = field(default_factory=dict)
    kept_rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def forget(self) -> None:
        """Drop what was read."""
        self.kept.clear()
        self.kept_rows.clear()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Give the rows of a query as they are; the same query is asked once."""
        if query not in self.kept_rows:
            self.kept_rows[query] = self.db.execute(query).fetchall()
        return self.kept_rows[query]

    def read(self, query: str) -> Matrix:
        """Give the rows of a query as numbers; the same query is asked once."""
        if query not in self.kept:
            rows = self.db.execute(query).fetchall()
            width = len(rows[0]) if rows else 0
            self.kept[query] = np.array(rows, dtype=float).reshape(len(rows), width)
        return self.kept[query]

    def sums(self, where: str, columns: list[str], counting: Counting) -> Matrix:
        """Give the columns summed by employer; the first one is the size by which the largest is told."""
        found = self.read(sums_query(where, columns, counting.weight))
        if not len(found):
            return np.zeros((0, len(columns)))
        return without_largest(found[:, 1:]) if counting.without_largest else found[:, 1:]


def sums_query(where: str, columns: list[str], weight: Weight) -> str:
    """Give the SQL that sums columns by employer over the window's openings."""
    summed = ",\n    ".join(f"sum({weight} * ({column}))" for column in columns)
    return (
        f"select\n    cluster,\n    {summed}\nfrom temp.facts\n"
        f"where ({where})\ngroup by cluster\norder by cluster"
    )


def without_largest(sums: Matrix) -> Matrix:
    """Give the sums without the employer that has most openings."""
    if not len(sums):
        return sums
    return np.delete(sums, int(sums.sum(axis=1).argmax()), axis=0)


def required_only(part: Part) -> Part:
    """Give the part with credentials counted where they are required, not where they are preferred alone."""
    changed: dict[str, Any] = {
        name: NAMED.sub(r"requires_\1", getattr(part, name)) for name in ("where", "against", "met", "less")
    }
    return replace(part, **changed)


def numbered(clusters: Matrix) -> NDArray[np.int64]:
    """Give employers numbers from 0 in place of their keys."""
    return np.unique(clusters, return_inverse=True)[1].astype(np.int64)


def largest(clusters: NDArray[np.int64]) -> int:
    """Give the employer with most rows."""
    return int(np.bincount(clusters).argmax())
