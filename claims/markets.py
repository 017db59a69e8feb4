"""What would openings of markets look like whose truth is known? Drawn, many at once, with their tags' errors.

Every opening is of one kind out of a few: whether it meets a rule, or of which population it is and whether it meets one.
Employers lean one way or the other (beta, with the cell's correlation); a wrong tag moves an opening to another kind.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from claims.estimates import Matrix

Sizes = Literal["equal", "pareto"]
Counts = NDArray[np.int64]
Rng = np.random.Generator

EMPLOYERS = (12, 30, 100)
AWAY = (-0.15, -0.05, 0.0, 0.05, 0.15)
OPENINGS = 20
MOST = 400
CENTER = 0.4
"""The share from which differences and ratios start."""
MONTHS = 24
MISSED, VAIN = 0.06, 0.03
"""How often a true tag isn't found, and one that isn't true is, where there are errors."""
AUDITED = 200
"""Labeled openings that have a tag, and as many that have not."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid: which figure, on how many employers, how far from the threshold, and how clouded."""

    kind: str
    employers: int
    sizes: Sizes
    correlation: float
    away: float
    unknown: float = 0.0
    has_errors: bool = False

    @property
    def is_far(self) -> bool:
        """Whether the truth lies far away and employers are many: where power is asked for."""
        return abs(self.away) == max(AWAY) and self.employers == max(EMPLOYERS)

    @property
    def is_near(self) -> bool:
        """Whether the truth lies near and employers are few: where verdicts are wrong most easily."""
        return 0 < abs(self.away) < max(AWAY) and self.employers == min(EMPLOYERS)


def sizes(rng: Rng, cell: Cell, markets: int) -> Counts:
    """Draw how many openings each employer has."""
    if cell.sizes == "equal":
        return np.full((markets, cell.employers), OPENINGS)
    drawn = (rng.pareto(1.5, (markets, cell.employers)) + 1) * OPENINGS / 3
    return np.minimum(np.ceil(drawn), MOST).astype(np.int64)


def known(rng: Rng, cell: Cell, markets: int) -> Counts:
    """Draw how many openings each employer has whose tags are known."""
    return rng.binomial(sizes(rng, cell, markets), 1 - cell.unknown)


def leaning(rng: Rng, cell: Cell, mean: float, markets: int) -> Matrix:
    """Draw each employer's own chance."""
    spread = 1 / cell.correlation - 1
    return rng.beta(mean * spread, (1 - mean) * spread, (markets, cell.employers))


def leanings(rng: Rng, cell: Cell, markets: int, *means: float) -> list[Matrix]:
    """Draw each employer's chances of several things, by the same leaning: quantiles of betas at one draw."""
    at, spread = rng.uniform(size=(markets, cell.employers)), 1 / cell.correlation - 1
    return [betaincinv(mean * spread, (1 - mean) * spread, at) for mean in means]


def shares(rng: Rng, cell: Cell, markets: int, mean: float) -> Counts:
    """Draw openings that don't meet a rule, and those that do."""
    n = known(rng, cell, markets)
    met = rng.binomial(n, leaning(rng, cell, mean, markets))
    return np.stack([n - met, met], axis=-1)


def two_shares(rng: Rng, cell: Cell, markets: int) -> Counts:
    """Draw two populations: of the first those that don't meet a rule and those that do, then of the second."""
    n = known(rng, cell, markets)
    first = rng.binomial(n, 0.5)
    one, other = leanings(rng, cell, markets, CENTER + cell.away, CENTER)
    met, others = rng.binomial(first, one), rng.binomial(n - first, other)
    return np.stack([first - met, met, n - first - others, others], axis=-1)


def odds(away: float) -> float:
    """Give the odds ratio at some distance."""
    at = CENTER + away
    return at / (1 - at) / (CENTER / (1 - CENTER))


def two_odds(rng: Rng, cell: Cell, markets: int) -> Counts:
    """Draw the same, with one odds ratio at every employer."""
    n = known(rng, cell, markets)
    first = rng.binomial(n, 0.5)
    base = np.clip(leaning(rng, cell, CENTER, markets), 0.01, 0.99)
    times = base / (1 - base) * odds(cell.away)
    met, others = rng.binomial(first, times / (1 + times)), rng.binomial(n - first, base)
    return np.stack([first - met, met, n - first - others, others], axis=-1)


def two_tags(rng: Rng, cell: Cell, markets: int) -> Counts:
    """Draw openings with neither of two tags, the second, the first, both; the first leads by `away`."""
    n = known(rng, cell, markets)
    either = rng.binomial(n, 0.7)
    first = rng.binomial(either, leaning(rng, cell, 0.5 + cell.away / 1.4, markets))
    return np.stack([n - either, either - first, first, np.zeros_like(n)], axis=-1)


def candidates(rng: Rng, cell: Cell, markets: int) -> Counts:
    """Draw four things that every opening may meet, each met and not; the first leads the next by `away`."""
    n = known(rng, cell, markets)
    means = (CENTER + cell.away, CENTER, CENTER - 0.1, CENTER - 0.15)
    met = [rng.binomial(n, leaning(rng, cell, mean, markets)) for mean in means]
    return np.stack([np.stack([n - each, each], axis=-1) for each in met], axis=-2)


def months(rng: Rng, cell: Cell, markets: int) -> Counts:
    """Draw two years of openings that meet a rule or don't, by month; the share grows by `away` a year."""
    n = rng.multinomial(known(rng, cell, markets), np.full(MONTHS, 1 / MONTHS))
    years = (np.arange(MONTHS) - (MONTHS - 1) / 2) / 12
    own = leaning(rng, cell, 0.5, markets)[..., np.newaxis]
    met = rng.binomial(n, np.clip(own + cell.away * years, 0, 1))
    return np.stack([n - met, met], axis=-1)


def values(rng: Rng, cell: Cell, apart: float, spread: float) -> tuple[Matrix, Counts, NDArray[np.bool_]]:
    """Draw one market's values of openings, their employers, and which are of the first population."""
    cluster = np.repeat(np.arange(cell.employers), known(rng, cell, 1)[0])
    first = rng.uniform(size=len(cluster)) < rng.beta(2, 2, cell.employers)[cluster]
    own = rng.normal(0, spread * cell.correlation**0.5, cell.employers)[cluster]
    noise = rng.normal(0, spread * (1 - cell.correlation) ** 0.5, len(cluster))
    return own + noise + apart * first, cluster, first


def mistaken(rng: Rng, true: Counts, error: Matrix) -> Counts:
    """Draw what the tagger finds of openings of each kind (the last axis)."""
    found = np.zeros_like(true)
    for kind, chances in enumerate(error):
        found = found + rng.multinomial(true[..., kind], chances)
    return found


def error_of(vain: Matrix | float, missed: Matrix | float) -> Matrix:
    """Give the chances of finding a tag or not where it isn't true, and where it is."""
    vain, missed = np.asarray(vain), np.asarray(missed)
    return np.stack([np.stack([1 - vain, vain], -1), np.stack([missed, 1 - missed], -1)], -2)


def audits(rng: Rng, markets: int, draws: int) -> tuple[Matrix, Matrix]:
    """Draw an audit of each market, and from it rates of finding in vain and of missing."""
    vain = rng.binomial(AUDITED, VAIN, (markets, 1))
    missed = rng.binomial(AUDITED, MISSED, (markets, 1))
    return (
        rng.beta(vain + 0.5, AUDITED - vain + 0.5, (markets, draws)),
        rng.beta(missed + 0.5, AUDITED - missed + 0.5, (markets, draws)),
    )
