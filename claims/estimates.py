"""What does a statistic come to, between which bounds, and on how much evidence does it rest?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, ParamSpec

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Matrix = NDArray[np.float64]
"""Sums by employer: a row for each employer cluster, a column for each thing that is counted."""

Statistic = Callable[[Matrix], Matrix]
"""From totals (one row for each time that they were taken) to one figure for each row, on the scale's line."""

P = ParamSpec("P")


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

    def many(self) -> "Estimates":
        """Give the same as figures of one sample."""
        return Estimates(**{each.name: np.array(float(getattr(self, each.name))) for each in fields(self)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimates:
    """Figures of many samples at once, each field an array of the same shape; nan where a figure doesn't exist."""

    value: Matrix
    low: Matrix
    high: Matrix
    p: Matrix
    n: Matrix
    employers: Matrix
    effective_employers: Matrix

    def one(self) -> Estimate | None:
        """Give the figure of the one sample that was estimated; None where it doesn't exist."""
        if not all(np.isfinite(each).all() for each in (self.value, self.low, self.high)):
            return None
        return Estimate(
            value=float(self.value),
            low=float(self.low),
            high=float(self.high),
            p=float(self.p),
            n=round(float(self.n)),
            employers=int(self.employers),
            effective_employers=float(self.effective_employers),
        )


@dataclass(frozen=True, slots=True)
class Figure(Generic[P]):
    """A figure's estimator: called, it estimates one sample; `many` estimates samples that are stacked in front."""

    many: Callable[P, Estimates]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Estimate | None:
        """Estimate one sample; None where the figure doesn't exist."""
        return self.many(*args, **kwargs).one()


@dataclass(frozen=True, slots=True)
class Support:
    """How many openings and employers stand behind a figure; effective employers are (sum n)^2 / sum n^2.

    `freedom` are the degrees of freedom of t where they aren't the effective employers less one.
    """

    n: Any
    employers: Any
    effective_employers: Any
    freedom: Any = None

    def halfway(self) -> "Support":
        """Give the same with freedom halfway between effective employers and employers, less one."""
        return replace(self, freedom=(self.effective_employers + self.employers) / 2 - 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """The line on which an interval is symmetric, and the way there and back."""

    there: Callable[[Matrix], Matrix]
    back: Callable[[Matrix], Matrix]


NOTHING = 1e-12
"""A variance under this is none: all employers are alike."""
MOST = 1 - 1e-12

PLAIN = Scale(np.asarray, np.asarray)
LOG = Scale(np.log, np.exp)
DIFFERENCE = Scale(lambda d: 2 * np.arctanh(np.clip(d, -MOST, MOST)), lambda x: np.tanh(x / 2))
BOUNDED = Scale(np.asarray, lambda d: np.clip(d, -1.0, 1.0))


def support(sizes: Sequence[Matrix]) -> Support:
    """Give the support of the smallest of the groups, each given as openings by employer (the last axis)."""
    n = np.min([each.sum(axis=-1) for each in sizes], axis=0)
    employers = np.min([(each > 0).sum(axis=-1) for each in sizes], axis=0)
    return Support(n, employers, np.min([effective(each) for each in sizes], axis=0))


def jackknife_variance(left_out: Matrix, there: NDArray[np.bool_] | None = None) -> Any:
    """Give the variance of a figure from its values with one employer left out at a time (Efron and Stein 1981)."""
    there = np.isfinite(left_out) if there is None else there
    count = np.maximum(there.sum(axis=-1), 1)
    values = np.where(there, left_out, 0.0)
    mean = values.sum(axis=-1) / count
    return (count - 1) / count * (np.where(there, values - mean[..., np.newaxis], 0.0) ** 2).sum(axis=-1)


def by_jackknife(
    sums: Matrix,
    statistic: Statistic,
    scale: Scale,
    found: Support,
    threshold: float,
    level: float,
    floor: Any,
) -> Estimates:
    """Give the figure with the jackknife's interval, on the scale's line, with t of the effective employers.

    `sums` are by employer (the last axis but one); `floor` is the variance on that line under which none is believed.
    """
    totals = sums.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = _by_row(statistic, totals)[..., 0]
        left_out = _by_row(statistic, totals - sums)
    there = np.isfinite(left_out) & (sums != 0).any(axis=-1)
    variance = jackknife_variance(left_out, there)
    alike = variance <= NOTHING  # then employers, not openings, are the sample
    plain = np.asarray(floor) * found.n / np.maximum(found.effective_employers, 1.0)
    variance = np.where(alike, plain, np.maximum(variance, floor))
    exists = np.isfinite(at) & (there.sum(axis=-1) >= 2) & (np.asarray(found.n) > 0)
    return by_t(np.where(exists, at, np.nan), variance, scale, found, threshold, level)


def by_t(at: Any, variance: Any, scale: Scale, found: Support, threshold: float, level: float) -> Estimates:
    """Give the interval of a figure that lies at `at` on the scale's line, by t of the support's freedom."""
    at = np.where(np.asarray(variance) > 0, at, np.nan)
    error = np.sqrt(np.maximum(variance, NOTHING**2))
    freedom = found.effective_employers - 1 if found.freedom is None else found.freedom
    freedom = np.maximum(np.asarray(freedom), 1.0)
    reach = stdtrit(freedom, 1 - (1 - level) / 2) * error
    distance = np.abs(at - scale.there(np.asarray(threshold, dtype=float))) / error
    return Estimates(
        value=scale.back(at),
        low=scale.back(at - reach),
        high=scale.back(at + reach),
        p=2 * stdtr(freedom, -distance),
        n=np.asarray(found.n, dtype=float),
        employers=np.asarray(found.employers),
        effective_employers=np.asarray(found.effective_employers, dtype=float),
    )


def _by_row(statistic: Statistic, rows: Matrix) -> Matrix:
    return np.asarray(statistic(rows.reshape(-1, rows.shape[-1]))).reshape(rows.shape[:-1])


def effective(sizes: Matrix) -> Matrix:
    """Give how many employers carry a count, effectively: where few have nearly all of it, it is known from few."""
    squares = (sizes**2).sum(axis=-1)
    found: Matrix = np.divide(
        sizes.sum(axis=-1) ** 2, squares, out=np.zeros_like(squares, dtype=float), where=squares > 0
    )
    return found
