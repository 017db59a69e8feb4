"""How sure is a share, when openings of one employer resemble each other?

The variance is the jackknife's, leaving out one employer at a time (Efron and Stein 1981); the interval is the
beta interval on the effective number of openings (Korn and Graubard 1998), never narrower than simple
random sampling would give.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv, stdtrit


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval; `effective_employers` is (sum of n)^2 / sum of n^2 over employers."""

    estimate: float
    low: float
    high: float
    n: int
    employers: int
    effective_employers: float


def share(hits: Sequence[float], sizes: Sequence[int], *, level: float = 0.95) -> Share | None:
    """Give the share of all openings that are hits, with its interval; None where there are no openings.

    `hits[i]` of `sizes[i]` openings are those of one employer.
    """
    n, k = np.asarray(sizes, dtype=float), np.asarray(hits, dtype=float)
    k, n = k[n > 0], n[n > 0]
    total = float(n.sum())
    if not total:
        return None
    estimate = float(k.sum() / total)
    effective_employers = float(total**2 / (n**2).sum())
    size = _effective_size(estimate, k, n, effective_employers, level)
    low, high = _beta(estimate, size, level)
    return Share(estimate, low, high, int(total), len(n), effective_employers)


def _effective_size(
    estimate: float, hits: np.ndarray, sizes: np.ndarray, effective_employers: float, level: float
) -> float:
    total, employers = float(sizes.sum()), len(sizes)
    if employers < 2 or effective_employers <= 1.000001:
        return 1.0
    left_out = (hits.sum() - hits) / (total - sizes)
    variance = (employers - 1) / employers * float(((left_out - left_out.mean()) ** 2).sum())
    if variance <= 1e-15:
        return effective_employers
    tail = 1 - (1 - level) / 2
    ratio = float(stdtrit(total - 1, tail) / stdtrit(effective_employers - 1, tail))
    return min(total, estimate * (1 - estimate) / variance * ratio**2)


def _beta(estimate: float, size: float, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    met, missed = estimate * size, (1 - estimate) * size
    low = 0.0 if met <= 0 else float(betaincinv(met, missed + 1, tail))
    high = 1.0 if missed <= 0 else float(betaincinv(met + 1, missed, 1 - tail))
    return low, high


@dataclass(frozen=True, slots=True)
class Weights:
    """Of each employer: its openings, one over all others', which is its weight when it is left out, and the product of both."""

    size: np.ndarray
    weight: np.ndarray
    sized: np.ndarray


def weights(size: np.ndarray) -> Weights:
    """Weigh employers by their numbers of openings, each at least one."""
    n = size.astype(float)
    others = n.sum() - n
    weight = 1 / np.where(others > 0, others, 1)
    return Weights(n, weight, n * weight)


class Sums(NamedTuple):
    """Of several shares the hits of all employers, and what the jackknife needs beside.

    That is the sums of weighed hits, of these by the employers' sized weights, and of their squares.
    """

    hits: np.ndarray
    first: np.ndarray
    crossed: np.ndarray
    squared: np.ndarray


def summed(hits: np.ndarray, employers: Weights) -> Sums:
    """Sum up how many openings count towards which share: `hits[share, employer]`."""
    weighed = hits * employers.weight
    return Sums(
        hits.sum(axis=1).astype(float),
        weighed.sum(axis=1),
        np.einsum("se,e->s", weighed, employers.sized),
        np.einsum("se,se->s", weighed, weighed),
    )


@dataclass(frozen=True, slots=True)
class Shares:
    """Several shares of the same openings, each with its 95 % interval."""

    hits: np.ndarray
    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    n: int
    employers: int

    def part(self, at: slice) -> "Shares":
        """Give some of the shares, those at the places."""
        return Shares(self.hits[at], self.estimate[at], self.low[at], self.high[at], self.n, self.employers)


def shares(found: Sums, employers: Weights) -> Shares:
    """Give several shares at once, each as `share` gives it; there must be some openings."""
    total = float(employers.size.sum())
    estimate = found.hits / total
    low, high = _betas(estimate, _effective_sizes(estimate, found, employers))
    return Shares(found.hits, estimate, low, high, int(total), len(employers.size))


def _effective_sizes(estimate: np.ndarray, found: Sums, of: Weights) -> np.ndarray:
    total, employers = float(of.size.sum()), len(of.size)
    effective_employers = float(total**2 / (of.size**2).sum())
    if employers < 2 or effective_employers <= 1.000001:
        return np.ones(len(estimate))
    variance = _variances(estimate, found, of)
    tail = 1 - (1 - 0.95) / 2
    ratio = float(stdtrit(total - 1, tail) / stdtrit(effective_employers - 1, tail))
    varies = variance > 1e-15
    size = estimate * (1 - estimate) / np.where(varies, variance, 1) * ratio**2
    return np.where(varies, np.minimum(total, size), effective_employers)


def _variances(estimate: np.ndarray, found: Sums, of: Weights) -> np.ndarray:
    """Give the jackknife's variances.

    Without employer i a share differs by (estimate * size[i] - hits[i]) * weight[i].
    """
    employers, sized = len(of.size), of.sized
    mean = (estimate * sized.sum() - found.first) / employers
    squares = estimate**2 * (sized * sized).sum() - 2 * estimate * found.crossed + found.squared
    variance: np.ndarray = (employers - 1) / employers * (squares - employers * mean**2)
    return variance


def _betas(estimate: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    tail = (1 - 0.95) / 2
    met, missed = estimate * size, (1 - estimate) * size
    low = np.where(met > 0, betaincinv(np.where(met > 0, met, 1), missed + 1, tail), 0.0)
    high = np.where(missed > 0, betaincinv(met + 1, np.where(missed > 0, missed, 1), 1 - tail), 1.0)
    return low, high
