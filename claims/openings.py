"""What do the openings of each employer come to, counted in one way or another?"""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from claims.columns import Codes, Columns, numbered
from claims.errors import PERFECT, Tagger
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
    """The gathered facts and how they are counted; `doubtful` are openings whose tags rest on rules that are often wrong."""

    db: Database
    window: Window
    minimums: Minimums
    tagger: Tagger = PERFECT
    doubtful: dict[str, Matrix] = field(default_factory=dict)

    @property
    def facts(self) -> Columns:
        """The openings of the year."""
        return self.window.facts

    def forget(self) -> None:
        """Drop the combinations that were found."""
        self.window.facts.found.clear()
        self.window.panel.found.clear()

    def sums(self, where: str, columns: list[str], counting: Counting) -> Matrix:
        """Give the columns summed by employer; the first one is the size by which the largest is told."""
        counted = self.count(where, columns, counting.weight)
        return without_largest(counted) if counting.without_largest else counted

    def count(self, where: str, columns: list[str], weight: Weight) -> Matrix:
        """Give the columns summed by employer, for the employers that have such openings; nulls add nothing."""
        table = self.count_by(where, "1", columns, weight)
        return next(iter(table.values()), np.zeros((0, len(columns))))

    def count_by(
        self, where: str, by: str, columns: list[str], weight: Weight, of: Columns | None = None
    ) -> dict[str, Matrix]:
        """Give the columns summed by employer for each value of `by`; all have the same employers in the same rows."""
        facts = self.facts if of is None else of
        combos = facts.combos([where, by, *columns])
        values = facts.evaluate(combos, [f"({where})", *(f"({column})" for column in columns)])
        keys = [by] * len(combos.values) if by == "1" else facts.texts(combos, by)
        kept = (
            np.flatnonzero((values[:, 0] > 0)[combos.codes]) if len(values) else np.zeros(0, dtype=np.int64)
        )
        if not len(kept):
            return {}
        clusters, cluster = numbered(facts.cluster[kept])
        codes = combos.codes[kept]
        names = sorted({keys[at] for at in np.flatnonzero(np.bincount(codes))})
        of_combo = np.array([names.index(key) if key in names else 0 for key in keys])
        place = cluster * len(names) + of_combo[codes]
        weights = None if weight == "1" else facts.numbers[weight][kept]
        numbers = np.nan_to_num(values[:, 1:])
        sums = np.column_stack(
            [_summed(place, column[codes], weights, len(clusters) * len(names)) for column in numbers.T]
        ).reshape(len(clusters), len(names), len(columns))
        return {name: sums[:, at] for at, name in enumerate(names)}


def _summed(place: Codes, values: Matrix, weights: Matrix | None, length: int) -> Matrix:
    summed = np.bincount(place, values if weights is None else values * weights, minlength=length)
    return summed.astype(float)


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


def largest(clusters: NDArray[np.int64]) -> int:
    """Give the employer with most rows."""
    return int(np.bincount(clusters).argmax())
