"""What do the models of pay read of each opening with pay?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.columns import Coded, Columns, numbered
from claims.estimates import Matrix
from claims.ledger import Part
from claims.openings import Counting, Openings, largest

NUMBERS = {
    "only_ccs": "only_ccs",
    "only_cpc": "only_cpc",
    "specialty": "names_specialty",
    "is_remote": "is_remote",
}
WORDS = ("side", "family", "region", "state")


@dataclass(frozen=True, slots=True, eq=False)
class Pays:
    """Openings with pay, a row each: employers, log pay, numbers by name, and words by name, their levels in order."""

    clusters: NDArray[np.int64]
    pay: Matrix
    numbers: dict[str, Matrix]
    words: dict[str, Coded]

    def levels(self, name: str) -> list[str]:
        """Give the levels of a word that occur, in order."""
        word = self.words[name]
        return [word.levels[at] for at in np.flatnonzero(np.bincount(word.codes))]

    def is_level(self, name: str, level: str) -> Matrix:
        """Give 1 where a word is at a level, 0 elsewhere."""
        word = self.words[name]
        at = word.levels.index(level) if level in word.levels else -1
        here: Matrix = (word.codes == at).astype(float)
        return here

    def held(self, *names: str) -> dict[str, Matrix]:
        """Give the constant and a column for each level but the first of these words."""
        columns = {"constant": np.ones(len(self.pay))}
        for name in names:
            columns |= {f"{name} {level}": self.is_level(name, level) for level in self.levels(name)[1:]}
        return columns


def read_pays(openings: Openings, part: Part, counting: Counting) -> Pays | None:
    """Read the openings of a part; None where there are too few to fit a model."""
    facts = openings.facts
    kept = paid_of(facts, part)
    if counting.without_largest and len(kept):
        clusters = numbered(facts.cluster[kept])[1]
        kept = kept[clusters != largest(clusters)]
    if len(kept) < openings.minimums.min_openings:
        return None
    return pays_of(facts, kept)


def paid_of(facts: Columns, part: Part) -> NDArray[np.int64]:
    """Give the places of a part's openings that state pay."""
    combos = facts.combos([part.where])
    of_kind = facts.evaluate(combos, [f"({part.where})"])[:, 0] > 0
    return np.flatnonzero(of_kind[combos.codes] & (facts.numbers["annual_pay"] > 0))


def pays_of(facts: Columns, kept: NDArray[np.int64]) -> Pays:
    """Give what the models read of these openings; unstated years are the mean, with a column that says so."""
    years = _values(facts, kept, "experience_years")
    unsaid = np.isnan(years)
    middle = float(years[~unsaid].mean()) if (~unsaid).any() else 0.0
    numbers = {name: np.nan_to_num(_values(facts, kept, column)) for name, column in NUMBERS.items()}
    numbers |= {"years": np.where(unsaid, middle, years), "years unsaid": unsaid.astype(float)}
    words = {name: _word(facts, kept, name) for name in WORDS}
    pay = np.log(facts.numbers["annual_pay"][kept])
    return Pays(numbered(facts.cluster[kept])[1], pay, numbers, words)


def _values(facts: Columns, kept: NDArray[np.int64], name: str) -> Matrix:
    column = facts.coded[name]
    return np.array(column.levels, dtype=float)[column.codes[kept]]


def _word(facts: Columns, kept: NDArray[np.int64], name: str) -> Coded:
    column = facts.coded[name]
    words = [str(level or "") for level in column.levels]
    levels, places = np.unique(words, return_inverse=True)
    return Coded(places[column.codes[kept]], tuple(map(str, levels)))
