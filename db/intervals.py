"""How sure is a share, when openings of one employer resemble each other?

The variance is the jackknife's, leaving out one employer at a time (Efron and Stein 1981); the interval is the
beta interval on the effective number of openings (Korn and Graubard 1998), never narrower than simple
random sampling would give.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
class Hits:
    """How many openings of which employer count towards which of several shares: one row per share and employer."""

    share: np.ndarray
    employer: np.ndarray
    count: np.ndarray


@dataclass(frozen=True, slots=True)
class Shares:
    """Several shares of the same openings, each with its 95 % interval."""

    hits: np.ndarray
    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    n: int
    employers: int

    def part(self, at: np.ndarray) -> "Shares":
        """Give some of the shares, by their places."""
        return Shares(self.hits[at], self.estimate[at], self.low[at], self.high[at], self.n, self.employers)


def shares(found: Hits, sizes: np.ndarray, many: int) -> Shares | None:
    """Give `many` shares at once, each as `share` gives it; None where there are no openings.

    `sizes[i]` is the number of openings, at least one, of employer i.
    """
    if not len(sizes):
        return None
    n = sizes.astype(float)
    total = float(n.sum())
    count = found.count.astype(float)
    hits = np.bincount(found.share, weights=count, minlength=many)
    estimate = hits / total
    size = _effective_sizes(estimate, found, count, n)
    low, high = _betas(estimate, size)
    return Shares(hits, estimate, low, high, int(total), len(n))


def _effective_sizes(estimate: np.ndarray, found: Hits, count: np.ndarray, n: np.ndarray) -> np.ndarray:
    total, employers, many = float(n.sum()), len(n), len(estimate)
    effective_employers = float(total**2 / (n**2).sum())
    if employers < 2 or effective_employers <= 1.000001:
        return np.ones(many)
    variance = _variances(estimate, found, count, n)
    tail = 1 - (1 - 0.95) / 2
    ratio = float(stdtrit(total - 1, tail) / stdtrit(effective_employers - 1, tail))
    varies = variance > 1e-15
    size = estimate * (1 - estimate) / np.where(varies, variance, 1) * ratio**2
    return np.where(varies, np.minimum(total, size), effective_employers)


def _variances(estimate: np.ndarray, found: Hits, count: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Give the jackknife's variances from sums over the employers that have hits, and over all.

    Without employer i a share differs by (estimate * n[i] - hits[i]) / (total - n[i]).
    """
    employers, many = len(n), len(estimate)
    weight = 1 / (n.sum() - n)
    sized, weighted = n * weight, count * weight[found.employer]
    first = np.bincount(found.share, weights=weighted, minlength=many)
    crossed = np.bincount(found.share, weights=weighted * sized[found.employer], minlength=many)
    squared = np.bincount(found.share, weights=weighted * weighted, minlength=many)
    mean = (estimate * sized.sum() - first) / employers
    squares = estimate**2 * (sized * sized).sum() - 2 * estimate * crossed + squared
    variance: np.ndarray = (employers - 1) / employers * (squares - employers * mean**2)
    return variance


def _betas(estimate: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    tail = (1 - 0.95) / 2
    met, missed = estimate * size, (1 - estimate) * size
    low = np.where(met > 0, betaincinv(np.where(met > 0, met, 1), missed + 1, tail), 0.0)
    high = np.where(missed > 0, betaincinv(met + 1, np.where(missed > 0, missed, 1), 1 - tail), 1.0)
    return low, high
