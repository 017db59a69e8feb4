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
