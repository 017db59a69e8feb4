"""How sure are the shares of many samples at once, when openings of one employer resemble each other?

The interval is that of db/intervals.py, for samples that are stacked in front: the beta interval on the effective number of
openings (Korn and Graubard 1998), the variance the jackknife's over employers (Efron and Stein 1981).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, stdtrit

from claims.estimates import Matrix, effective, jackknife_variance


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Shares with their intervals; nan where there are no openings."""

    estimate: Matrix
    low: Matrix
    high: Matrix
    n: Matrix
    employers: Matrix
    effective_employers: Matrix


def shares(hits: Matrix, sizes: Matrix, *, level: float) -> Shares:
    """Give the shares of many samples; employers are the last axis, and those without openings don't count."""
    total = sizes.sum(axis=-1)
    estimate = np.divide(hits.sum(axis=-1), total, out=np.full(np.shape(total), np.nan), where=total > 0)
    carrying = effective(sizes)
    low, high = _beta(estimate, _effective_size(estimate, hits, sizes, carrying, level), level)
    return Shares(estimate, low, high, total, (sizes > 0).sum(axis=-1), carrying)


def _effective_size(estimate: Matrix, hits: Matrix, sizes: Matrix, carrying: Matrix, level: float) -> Matrix:
    """The openings that a simple random sample would need to be as sure."""
    there = sizes > 0
    total, met = sizes.sum(axis=-1, keepdims=True), hits.sum(axis=-1, keepdims=True)
    left_out = np.divide(met - hits, total - sizes, out=np.zeros_like(sizes), where=there & (total > sizes))
    variance = jackknife_variance(left_out, there)
    tail = 1 - (1 - level) / 2
    carried = np.minimum(effective(hits), effective(sizes - hits))
    freedom = np.maximum(np.minimum(carrying, carried) - 1, 1.0)
    ratio = stdtrit(np.maximum(total[..., 0] - 1, 1e-6), tail) / stdtrit(freedom, tail)
    size = np.minimum(total[..., 0], estimate * (1 - estimate) / np.maximum(variance, 1e-15) * ratio**2)
    size = np.where(variance <= 1e-15, carrying, size)
    found: Matrix = np.where((there.sum(axis=-1) < 2) | (carrying <= 1.000001), 1.0, size)
    return found


def _beta(estimate: Matrix, size: Matrix, level: float) -> tuple[Matrix, Matrix]:
    tail = (1 - level) / 2
    met, missed = np.maximum(estimate * size, 1e-12), np.maximum((1 - estimate) * size, 1e-12)
    low = np.where(estimate <= 0, 0.0, betaincinv(met, missed + 1, tail))
    high = np.where(estimate >= 1, 1.0, betaincinv(met + 1, missed, 1 - tail))
    return np.where(np.isnan(estimate), np.nan, low), np.where(np.isnan(estimate), np.nan, high)
