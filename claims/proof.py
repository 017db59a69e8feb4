"""How often are the verdicts right on markets whose truth is known?

Markets are drawn over a grid: employers; sizes equal or Pareto (1.5); correlation within an employer; how far the truth lies
from the threshold; a part unknown at random. Every figure is then estimated and decided as it is for the ledger.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
from scipy.special import betaincinv

from claims import statistics
from claims.deciding import decide
from claims.estimates import Estimate, Matrix
from claims.ledger import Minimums, Part, Sense
from claims.measures import Finding
from claims.medians import Paid, median_ratio
from claims.trends import yearly_change

Sizes = Literal["equal", "pareto"]

EMPLOYERS = (12, 30, 100)
SIZES: tuple[Sizes, ...] = ("equal", "pareto")
CORRELATIONS = (0.05, 0.3)
AWAY = (-0.15, -0.05, 0.0, 0.05, 0.15)
OPENINGS = 20
MOST = 400
LEAST_ENOUGH = 0.3
MONTHS = 24
PAY_SPREAD = 0.2
CENTER = 0.4
"""The share from which differences and ratios start."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid."""

    kind: str
    employers: int
    sizes: Sizes
    correlation: float
    away: float


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a cell's markets: how many had enough evidence, covered the truth, were decided, and wrongly."""

    cell: Cell
    markets: int
    enough: int
    covered: int
    supported: int
    contradicted: int

    @property
    def coverage(self) -> float:
        """The share of intervals that hold the truth."""
        return self.covered / self.enough if self.enough else float("nan")

    @property
    def wrong(self) -> float:
        """The share of verdicts on the wrong side; at the threshold, the larger of the two sides."""
        if not self.enough:
            return float("nan")
        sides = {"up": self.contradicted, "down": self.supported}
        away = self.cell.away
        return (sides["up"] if away > 0 else sides["down"] if away < 0 else max(sides.values())) / self.enough

    @property
    def decided(self) -> float:
        """The share of verdicts on the right side."""
        if not self.enough:
            return float("nan")
        return (self.supported if self.cell.away > 0 else self.contradicted) / self.enough


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind's markets are drawn and estimated; `truth` and `threshold` are in the figure's own unit."""

    draw: Callable[[np.random.Generator, Cell], Estimate | None]
    truth: Callable[[float], float]
    threshold: float


def grid(kinds: list[str]) -> Iterator[Cell]:
    """Every cell of the grid for these kinds."""
    for place in product(kinds, EMPLOYERS, SIZES, CORRELATIONS, AWAY):
        yield Cell(*place)


def prove(cell: Cell, markets: int, seed: int, minimums: Minimums) -> Tally:
    """Draw a cell's markets and decide each."""
    rng = np.random.default_rng([seed, *map(ord, repr(cell))])
    kind = KINDS[cell.kind]
    part = Part(measure=cell.kind, sense=_SENSE, threshold=kind.threshold)
    truth = kind.truth(cell.away)
    counts = dict.fromkeys(("enough", "covered", "supported", "contradicted"), 0)
    for _ in range(markets):
        found = kind.draw(rng, cell)
        verdict, _ = decide(part, Finding(shown=found, past=(found,), short=(found,)), minimums)
        if found is None or verdict == "too little evidence":
            continue
        counts["enough"] += 1
        counts["covered"] += found.low <= truth <= found.high
        if verdict != "undecided":
            counts[verdict] += 1
    return Tally(cell, markets, **counts)


def enough(tallies: list[Tally]) -> list[Tally]:
    """Keep the cells of which three markets in ten, or more, reach the minimums."""
    return [tally for tally in tallies if tally.enough >= LEAST_ENOUGH * tally.markets]


def summaries(tallies: list[Tally]) -> list[tuple[object, ...]]:
    """For each kind, over the cells where enough markets reach the minimums: coverage, wrong verdicts, and power."""
    rows: list[tuple[object, ...]] = []
    for kind in dict.fromkeys(tally.cell.kind for tally in tallies):
        mine = enough([tally for tally in tallies if tally.cell.kind == kind])
        if mine:
            rows.append((kind, len(mine), *_summary(mine)))
    return rows


def _summary(tallies: list[Tally]) -> tuple[str, ...]:
    coverage = [t.coverage for t in tallies]
    at = [t.wrong for t in tallies if t.cell.away == 0]
    near = [t.wrong for t in tallies if abs(t.cell.away) == 0.05]
    far = [t.decided for t in tallies if abs(t.cell.away) == max(AWAY) and t.cell.employers == max(EMPLOYERS)]
    figures = (
        sum(coverage) / len(coverage),
        min(coverage),
        sum(at) / len(at),
        max(at),
        max(near),
        sum(far) / len(far),
        min(far),
    )
    return tuple(f"{100 * figure:.1f} %" for figure in figures)


def _sizes(rng: np.random.Generator, cell: Cell) -> Matrix:
    if cell.sizes == "equal":
        return np.full(cell.employers, float(OPENINGS))
    drawn = (rng.pareto(1.5, cell.employers) + 1) * OPENINGS / 3
    return np.minimum(np.ceil(drawn), MOST)


def _chances(rng: np.random.Generator, cell: Cell, mean: float) -> Matrix:
    """Each employer's own chance, beta with the cell's correlation."""
    spread = 1 / cell.correlation - 1
    return rng.beta(mean * spread, (1 - mean) * spread, cell.employers)


def _shared(rng: np.random.Generator, cell: Cell, *means: float) -> list[Matrix]:
    """Each employer's chances of several things, by the same leaning: quantiles of betas at one draw."""
    at, spread = rng.uniform(size=cell.employers), 1 / cell.correlation - 1
    return [betaincinv(mean * spread, (1 - mean) * spread, at) for mean in means]


def _share(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    n = _sizes(rng, cell)
    met = rng.binomial(n.astype(int), _chances(rng, cell, 0.5 + cell.away))
    return statistics.share(np.column_stack([n, met]), 0.5, _LEVEL, with_p=False)


def _rare_share(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    n = _sizes(rng, cell)
    met = rng.binomial(n.astype(int), _chances(rng, cell, 0.2 + cell.away))
    return statistics.share(np.column_stack([n, met]), 0.2, _LEVEL, with_p=False)


def _difference(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    n = _sizes(rng, cell).astype(int)
    first = rng.binomial(n, 0.5)
    one, other = _shared(rng, cell, CENTER + cell.away, CENTER)
    sums = np.column_stack([first, rng.binomial(first, one), n - first, rng.binomial(n - first, other)])
    return statistics.difference(sums.astype(float), 0.0, _LEVEL)


def _lead(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    n = _sizes(rng, cell).astype(int)
    either = rng.binomial(n, 0.7)
    first = rng.binomial(either, _chances(rng, cell, 0.5 + cell.away / 1.4))
    return statistics.lead(np.column_stack([n, first, either - first, either]).astype(float), 0.0, _LEVEL)


def _count_ratio(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    n = _sizes(rng, cell).astype(int)
    first = rng.binomial(n, _chances(rng, cell, 0.5 + cell.away))
    return statistics.count_ratio(np.column_stack([first, n - first, n]).astype(float), 1.0, _LEVEL)


def _odds_ratio(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    n = _sizes(rng, cell).astype(int)
    first = rng.binomial(n, 0.5)
    base = np.clip(_chances(rng, cell, CENTER), 0.01, 0.99)
    odds = base / (1 - base) * _odds(cell.away)
    met, other = rng.binomial(first, odds / (1 + odds)), rng.binomial(n - first, base)
    sums = np.column_stack([met, first - met, other, n - first - other])
    return statistics.odds_ratio(sums.astype(float), 1.0, _LEVEL)


def _odds(away: float) -> float:
    at = CENTER + away
    return at / (1 - at) / (CENTER / (1 - CENTER))


def _mean_difference(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    years, cluster, first = _values(rng, cell, 3 * cell.away, 1.5)
    count = cell.employers
    sums = [
        np.bincount(cluster, weights=weights, minlength=count)
        for weights in (first * 1.0, first * years, ~first * 1.0, ~first * years)
    ]
    return statistics.mean_difference(np.column_stack(sums), 0.0, _LEVEL)


def _median_ratio(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    pay, cluster, first = _values(rng, cell, float(np.log1p(cell.away)), PAY_SPREAD)
    return median_ratio(Paid(cluster, pay, first), 1.0, _LEVEL)


def _values(
    rng: np.random.Generator, cell: Cell, apart: float, spread: float
) -> tuple[Matrix, np.ndarray, np.ndarray]:
    """Values of openings, their employers, and which are of the first population."""
    cluster = np.repeat(np.arange(cell.employers), _sizes(rng, cell).astype(int))
    first = rng.uniform(size=len(cluster)) < rng.beta(2, 2, cell.employers)[cluster]
    own = rng.normal(0, spread * cell.correlation**0.5, cell.employers)[cluster]
    noise = rng.normal(0, spread * (1 - cell.correlation) ** 0.5, len(cluster))
    return own + noise + apart * first, cluster, first


def _rank(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    """Four candidates that every opening may meet; the claimed one leads the next by as much as the truth lies away."""
    n = _sizes(rng, cell).astype(int)
    means = (CENTER + cell.away, CENTER, CENTER - 0.1, CENTER - 0.15)
    columns = [column for mean in means for column in (n, rng.binomial(n, _chances(rng, cell, mean)))]
    return statistics.rank(np.column_stack(columns).astype(float), 1, 0.0, _LEVEL)


def _trend(rng: np.random.Generator, cell: Cell) -> Estimate | None:
    n = np.array([rng.multinomial(int(size), np.full(MONTHS, 1 / MONTHS)) for size in _sizes(rng, cell)])
    years = (np.arange(MONTHS) - (MONTHS - 1) / 2) / 12
    own = _chances(rng, cell, 0.5)[:, np.newaxis]
    met = rng.binomial(n, np.clip(own + cell.away * years, 0, 1))
    return yearly_change(np.hstack([n, met]).astype(float), 0.0, _LEVEL, 1)


_SENSE: Sense = "above"
_LEVEL = 0.95
KINDS: dict[str, Kind] = {
    "share": Kind(_share, lambda away: 0.5 + away, 0.5),
    "rare share": Kind(_rare_share, lambda away: 0.2 + away, 0.2),
    "difference": Kind(_difference, lambda away: away, 0.0),
    "lead": Kind(_lead, lambda away: away, 0.0),
    "count ratio": Kind(_count_ratio, lambda away: (0.5 + away) / (0.5 - away), 1.0),
    "odds ratio": Kind(_odds_ratio, _odds, 1.0),
    "mean difference": Kind(_mean_difference, lambda away: 3 * away, 0.0),
    "median ratio": Kind(_median_ratio, lambda away: 1 + away, 1.0),
    "rank": Kind(_rank, lambda away: away, 0.0),
    "trend": Kind(_trend, lambda away: away, 0.0),
}
