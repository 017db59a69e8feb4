"""What does pay hang on, once work type, kind of employer and region are held?"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from claims.columns import Columns
from claims.estimates import PLAIN, Estimate, Matrix, by_jackknife, support
from claims.ledger import Part
from claims.linear import Model, bootstrap_p, contrast, model
from claims.openings import Counting, Openings, largest, numbered

SURE = 0.025
"""Under this p a difference in pay is believed."""
STATE_OPENINGS = 10
REGIONS = ("Midwest", "South", "West")
NUMBERS = {
    "only_ccs": "only_ccs",
    "only_cpc": "only_cpc",
    "specialty": "names_specialty",
    "is_remote": "is_remote",
}
WORDS = ("side", "family", "region", "state")


@dataclass(frozen=True, slots=True)
class Compared:
    """What must be past 0 for experience to outweigh the credential, and short of 0 for the reverse."""

    past: tuple[Estimate | None, ...]
    short: tuple[Estimate | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pays:
    """Openings with pay, a row each: employers, log pay, numbers by name, and words by name."""

    clusters: NDArray[np.int64]
    pay: Matrix
    numbers: dict[str, Matrix]
    words: dict[str, NDArray[np.str_]]

    def held(self, *names: str) -> dict[str, Matrix]:
        """Give the constant and a column for each level but the first of these words."""
        columns = {"constant": np.ones(len(self.pay))}
        for name in names:
            for level in sorted(set(self.words[name]))[1:]:
                columns[f"{name} {level}"] = (self.words[name] == level).astype(float)
        return columns


def experience(openings: Openings, part: Part, counting: Counting) -> Compared | None:
    """Compare five years against one, and a specialty credential, with the step from CPC to CCS."""
    pays = _pays(openings, part, counting)
    if pays is None:
        return None
    columns = pays.held("side", "family", "region")
    columns |= {name: pays.numbers[name] for name in ("only_ccs", "only_cpc", "years", "specialty")}
    fit = _model(pays, columns)
    level = openings.minimums.level
    step = contrast(fit, {"only_ccs": 1, "only_cpc": -1}, level)
    sign = -1.0 if step is not None and step.value < 0 else 1.0

    def beyond(effect: dict[str, float], by: float) -> Estimate | None:
        return contrast(fit, effect | {"only_ccs": -by, "only_cpc": by}, level)

    effects: tuple[dict[str, float], ...] = ({"years": 4.0}, {"specialty": 1.0})
    past = tuple(beyond(effect, by) for by in (sign, -sign) for effect in effects)
    return Compared(past, past[:2])


def premium(openings: Openings, part: Part, counting: Counting) -> tuple[Estimate | None, bool, str]:
    """Tell whether the CCS premium differs by region, kind of employer or years: the largest difference, and how sure."""
    pays = _pays(openings, part, counting)
    if pays is None:
        return None, False, ""
    ccs, years = pays.numbers["only_ccs"], pays.numbers["years"]
    columns = pays.held("side", "family", "region")
    columns |= {"only_ccs": ccs, "years": years, "years unsaid": pays.numbers["years unsaid"]}
    columns |= {f"ccs {region}": ccs * (pays.words["region"] == region) for region in REGIONS}
    columns |= {
        f"ccs {family}": ccs * (pays.words["family"] == family)
        for family in sorted(set(pays.words["family"]) - {"ambulatory"})
    }
    columns["ccs years"] = ccs * (years - years.mean())
    fit = _model(pays, columns)
    tests = [[f"ccs {region}" for region in REGIONS], ["ccs hospital"], ["ccs years"]]
    tests = [[name for name in names if name in fit.names] for names in tests]
    chances = [bootstrap_p(fit, names) for names in tests if names]
    level = openings.minimums.level
    found = [contrast(fit, {name: 1.0}, level) for names in tests[:2] for name in names]
    found += [contrast(fit, {"ccs years": 4.0}, level)]
    return _largest(found, min(holm(chances), default=1.0), "premium")


def families(openings: Openings, part: Part, counting: Counting) -> tuple[Estimate | None, bool, str]:
    """Tell whether kinds of employer differ in pay: the largest difference from ambulatory care, and how sure."""
    pays = _pays(openings, part, counting)
    if pays is None:
        return None, False, ""
    columns = pays.held("side", "region")
    others = sorted(set(pays.words["family"]) - {"ambulatory"})
    columns |= {family: (pays.words["family"] == family).astype(float) for family in others}
    fit = _model(pays, columns)
    tested = [family for family in others if family in fit.names]
    if not tested:
        return None, False, ""
    found = [contrast(fit, {name: 1.0}, openings.minimums.level) for name in tested]
    return _largest(found, bootstrap_p(fit, tested), "pay")


def state_spread(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    """Divide the spread of states' pay among remote openings by that among the others.

    States' means are those of pay with work type and kind of employer held; what chance puts between them, by employer,
    is taken off (method of moments, Searle, Casella and McCulloch 1992). The interval is that of the variances' difference.
    """
    pays = _pays(openings, part, counting)
    if pays is None:
        return None
    state, remote = pays.words["state"], pays.numbers["is_remote"] > 0
    enough = [name for name in sorted(set(state)) if _least(state == name, remote) >= STATE_OPENINGS]
    if len(enough) < 3:
        return None
    sums = _cells(pays, _rest(pays), state, remote, enough)
    kept = np.isin(state, enough)
    sizes = [
        np.bincount(pays.clusters[kept & arm], minlength=len(sums)).astype(float) for arm in (remote, ~remote)
    ]

    def statistic(totals: Matrix) -> Matrix:
        both = _between(totals.reshape(len(totals), 2, len(enough), 6))
        apart: Matrix = both[:, 0] - both[:, 1]
        return apart

    level = openings.minimums.level
    apart = by_jackknife(sums, statistic, PLAIN, support(sizes), 0.0, level, 1e-12)
    onsite = float(_between(sums.sum(axis=0).reshape(1, 2, len(enough), 6))[0, 1])
    return None if apart is None or onsite <= 0 else _as_ratio(apart, onsite)


def holm(chances: list[float]) -> list[float]:
    """Give p values made larger for their number (Holm 1979), in the order given."""
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    adjusted, highest = [1.0] * len(chances), 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[at]))
        adjusted[at] = highest
    return adjusted


def _pays(openings: Openings, part: Part, counting: Counting) -> Pays | None:
    """Read the openings of a part; None where there are too few to fit a model."""
    facts = openings.facts
    kept = _chosen(facts, part)
    if counting.without_largest and len(kept):
        clusters = numbered(facts.cluster[kept])
        kept = kept[clusters != largest(clusters)]
    if len(kept) < openings.minimums.min_openings:
        return None
    return pays_of(facts, kept)


def _chosen(facts: Columns, part: Part) -> NDArray[np.int64]:
    combos = facts.combos([part.where])
    of_kind = facts.evaluate(combos, [f"({part.where})"])[:, 0] > 0
    return np.flatnonzero(of_kind[combos.codes] & (facts.numbers["annual_pay"] > 0))


def pays_of(facts: Columns, kept: NDArray[np.int64]) -> Pays:
    """Give what the models read of these openings; unstated years are the mean, with a column that says so."""
    years = _values(facts, kept, "experience_years").astype(float)
    unsaid = np.isnan(years)
    middle = float(years[~unsaid].mean()) if (~unsaid).any() else 0.0
    numbers = {
        name: np.nan_to_num(_values(facts, kept, column).astype(float)) for name, column in NUMBERS.items()
    }
    numbers |= {"years": np.where(unsaid, middle, years), "years unsaid": unsaid.astype(float)}
    words = {name: _values(facts, kept, name).astype(str) for name in WORDS}
    pay = np.log(facts.numbers["annual_pay"][kept])
    return Pays(numbered(facts.cluster[kept]), pay, numbers, words)


def _values(facts: Columns, kept: NDArray[np.int64], name: str) -> NDArray[np.object_]:
    column = facts.coded[name]
    levels = np.array(column.levels, dtype=object)
    if name in WORDS:
        levels = np.array([level or "" for level in column.levels], dtype=object)
    return levels[column.codes[kept]]


def _model(pays: Pays, columns: dict[str, Matrix]) -> Model:
    sizes = np.bincount(pays.clusters).astype(float)
    return model(columns, pays.pay, pays.clusters, support([sizes]))


def _largest(found: list[Estimate | None], chance: float, what: str) -> tuple[Estimate | None, bool, str]:
    known = [each for each in found if each is not None]
    if not known:
        return None, False, ""
    shown = max(known, key=lambda each: abs(each.value))
    most = max(max(abs(each.low), abs(each.high)) for each in known)
    note = f"p = {chance:.3f} by the wild bootstrap; differences in {what} beyond {np.expm1(most):.0%} are excluded."
    return shown, chance < SURE, note


def _rest(pays: Pays) -> Matrix:
    """Log pay with work type and kind of employer taken off, states and remote work held meanwhile.

    Holding a state is taking its mean off everything (Frisch and Waugh 1933; Lovell 1963).
    """
    arm = np.char.add(pays.words["state"], np.where(pays.numbers["is_remote"] > 0, " remote", ""))
    codes = np.unique(arm, return_inverse=True)[1]
    sizes = np.bincount(codes)
    held = np.column_stack(list(pays.held("side", "family").values())[1:] or [np.zeros(len(codes))])

    def within(column: Matrix) -> Matrix:
        centered: Matrix = column - (np.bincount(codes, column) / sizes)[codes]
        return centered

    inside = np.column_stack([within(column) for column in held.T])
    cross = inside.T @ inside
    fitted = np.linalg.lstsq(cross, inside.T @ within(pays.pay), rcond=1e-9)[0]
    rest: Matrix = pays.pay - held @ fitted
    return rest


def _least(here: NDArray[np.bool_], remote: NDArray[np.bool_]) -> int:
    return int(min((here & remote).sum(), (here & ~remote).sum()))


def _cells(
    pays: Pays, rest: Matrix, state: NDArray[np.str_], remote: NDArray[np.bool_], states: list[str]
) -> Matrix:
    """By employer, arm and state: openings, sum of pay, its square, openings times sum, openings squared, presence."""
    count = int(pays.clusters.max()) + 1
    cells = np.zeros((count, 2, len(states), 6))
    for place, name in enumerate(states):
        for arm, chosen in enumerate((remote, ~remote)):
            here = chosen & (state == name)
            n = np.bincount(pays.clusters[here], minlength=count).astype(float)
            total = np.bincount(pays.clusters[here], weights=rest[here], minlength=count)
            cells[:, arm, place] = np.column_stack([n, total, total**2, n * total, n**2, n > 0])
    return cells.reshape(count, -1)


def _between(cells: NDArray[np.float64]) -> Matrix:
    """The variance between states of each arm, less what chance alone puts there."""
    n, total, squares, products, size_squares, employers = np.moveaxis(cells, -1, 0)
    n = np.maximum(n, 1)
    mean = total / n
    chance = (squares - 2 * mean * products + mean**2 * size_squares) / n**2
    chance = chance * employers / np.maximum(employers - 1, 1)
    spread: Matrix = mean.var(axis=-1, ddof=1) - chance.mean(axis=-1)
    return spread


def _as_ratio(apart: Estimate, onsite: float) -> Estimate:
    def ratio(difference: float) -> float:
        return sqrt(max(1 + difference / onsite, 0.0))

    return Estimate(
        value=ratio(apart.value),
        low=ratio(apart.low),
        high=ratio(apart.high),
        p=apart.p,
        n=apart.n,
        employers=apart.employers,
        effective_employers=apart.effective_employers,
    )
