"""What does a statistic come to, between which bounds, and on how much evidence does it rest?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, tanh

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Matrix = NDArray[np.float64]
"""Sums by employer: a row for each employer cluster, a column for each thing that is counted."""

Statistic = Callable[[Matrix], Matrix]
"""From totals (one row for each time that they were taken) to one figure for each row, on the scale's line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with its interval; `p` is that of the threshold, two-sided, by inverting the same interval.

    `n`, `employers` and `effective_employers` are those of the smallest group compared.
    """

    value: float
    low: float
    high: float
    p: float
    n: int
    employers: int
    effective_employers: float


@dataclass(frozen=True, slots=True)
class Support:
    """How many openings and employers stand behind a figure; effective employers are (sum n)^2 / sum n^2."""

    n: float
    employers: int
    effective_employers: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The line on which an interval is symmetric, and the way there and back."""

    there: Callable[[float], float]
    back: Callable[[float], float]


NOTHING = 1e-12
"""A variance under this is none: all employers are alike."""

PLAIN = Scale(lambda x: x, lambda x: x)
LOG = Scale(log, exp)
DIFFERENCE = Scale(lambda d: log((1 + d) / (1 - d)), lambda x: tanh(x / 2))


def support(sizes: Sequence[Matrix]) -> Support:
    """Give the support of the smallest of the groups, each given as openings by employer."""
    least = [Support(float(n.sum()), int((n > 0).sum()), _effective(n)) for n in sizes]
    return Support(
        min(s.n for s in least), min(s.employers for s in least), min(s.effective_employers for s in least)
    )


def jackknife_variance(left_out: Matrix) -> float:
    """Give the variance of a figure from its values with one employer left out at a time (Efron and Stein 1981)."""
    count = len(left_out)
    return (count - 1) / count * float(((left_out - left_out.mean()) ** 2).sum())


def by_jackknife(
    sums: Matrix,
    statistic: Statistic,
    scale: Scale,
    found: Support,
    threshold: float,
    level: float,
    floor: float,
) -> Estimate | None:
    """Give the figure with the jackknife's interval, on the scale's line, with t of the effective employers.

    `floor` is the variance on that line under which none is believed; None where the figure doesn't exist.
    """
    if len(sums) < 2 or found.n <= 0:
        return None
    total = sums.sum(axis=0)
    at = float(statistic(total[np.newaxis, :])[0])
    left_out = statistic(total - sums)
    left_out = left_out[np.isfinite(left_out)]
    if not np.isfinite(at) or len(left_out) < 2:
        return None
    variance = jackknife_variance(left_out)
    alike = variance <= NOTHING  # then employers, not openings, are the sample
    variance = floor * found.n / found.effective_employers if alike else max(variance, floor)
    return by_t(at, variance, scale, found, threshold, level)


def by_t(
    at: float, variance: float, scale: Scale, found: Support, threshold: float, level: float
) -> Estimate | None:
    """Give the interval of a figure that lies at `at` on the scale's line, by t of the effective employers less one."""
    if not variance > 0:
        return None
    error, freedom = variance**0.5, max(found.effective_employers - 1, 1.0)
    reach = float(stdtrit(freedom, 1 - (1 - level) / 2)) * error
    distance = abs(at - scale.there(threshold)) / error
    return Estimate(
        value=scale.back(at),
        low=scale.back(at - reach),
        high=scale.back(at + reach),
        p=float(2 * stdtr(freedom, -distance)),
        n=round(found.n),
        employers=found.employers,
        effective_employers=found.effective_employers,
    )


def _effective(sizes: Matrix) -> float:
    squares = float((sizes**2).sum())
    return float(sizes.sum()) ** 2 / squares if squares else 0.0
