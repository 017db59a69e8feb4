"""How sure are shares, differences, ratios and ranks, when openings of one employer resemble each other?

Every function takes sums by employer (a row each) and gives an Estimate, or None where there is nothing to estimate.
Variances are the jackknife's over employers (Efron and Stein 1981; for ratios and their differences Rao and Shao 1992);
intervals are symmetric on a line where the figure has no bounds, with t of the effective employers less one.
"""

import numpy as np
from scipy.optimize import brentq

from claims.estimates import DIFFERENCE, LOG, PLAIN, Estimate, Matrix, by_jackknife, support
from db.intervals import Share
from db.intervals import share as share_interval

SURELY = 1e-9
MOST = 0.995
"""A difference of shares is put on its line no farther out than this."""


def share(sums: Matrix, threshold: float, level: float, *, with_p: bool = True) -> Estimate | None:
    """Give a share from the columns openings, met (Korn and Graubard 1998; see db/intervals.py).

    The p is sought step by step and can be left out, as 1, where only the interval is wanted.
    """
    sizes, met = sums[:, 0], sums[:, 1]
    found = share_interval(met.tolist(), sizes.tolist(), level=level)
    if found is None:
        return None
    return Estimate(
        value=found.estimate,
        low=found.low,
        high=found.high,
        p=_share_p(sizes, met, threshold, found) if with_p else 1.0,
        n=found.n,
        employers=found.employers,
        effective_employers=found.effective_employers,
    )


def lead(sums: Matrix, threshold: float, level: float) -> Estimate | None:
    """Give the lead of one share over another of the same openings: openings, first, second, where they differ."""
    n = max(float(sums[:, 0].sum()), 1.0)
    apart = (float(sums[:, 3].sum()) + 1) / (n + 2)
    at = float(sums[:, 1].sum() - sums[:, 2].sum()) / n
    return by_jackknife(
        sums,
        lambda totals: _on_line((totals[:, 1] - totals[:, 2]) / totals[:, 0]),
        DIFFERENCE,
        support([sums[:, 0]]),
        threshold,
        level,
        _floor(apart - min(at**2, apart / 2), n, at),
    )


def difference(sums: Matrix, threshold: float, level: float) -> Estimate | None:
    """Give the difference of two populations' shares: openings and met of the first, then of the second."""
    n = np.maximum(sums.sum(axis=0), 1.0)
    first, second = (n[1] + 0.5) / (n[0] + 1), (n[3] + 0.5) / (n[2] + 1)
    spread = float(first * (1 - first) / n[0] + second * (1 - second) / n[2])
    return by_jackknife(
        sums,
        lambda totals: _on_line(totals[:, 1] / totals[:, 0] - totals[:, 3] / totals[:, 2]),
        DIFFERENCE,
        support([sums[:, 0], sums[:, 2]]),
        threshold,
        level,
        _floor(spread, 1.0, float(first - second)),
    )


def mean_difference(sums: Matrix, threshold: float, level: float) -> Estimate | None:
    """Give the difference of two populations' means: openings and sum of the first, then of the second."""
    return by_jackknife(
        sums,
        lambda totals: totals[:, 1] / totals[:, 0] - totals[:, 3] / totals[:, 2],
        PLAIN,
        support([sums[:, 0], sums[:, 2]]),
        threshold,
        level,
        1e-12,
    )


def count_ratio(sums: Matrix, threshold: float, level: float) -> Estimate | None:
    """Give the ratio of two counts; half an opening is added to each, so that none is nothing (Haldane 1956)."""
    totals = sums.sum(axis=0) + 0.5
    return by_jackknife(
        sums,
        lambda rows: np.log((rows[:, 0] + 0.5) / (rows[:, 1] + 0.5)),
        LOG,
        support([sums[:, 0], sums[:, 1]]) if sums[:, :2].sum(axis=0).min() > 0 else support([sums[:, 2]]),
        threshold,
        level,
        float(1 / totals[0] + 1 / totals[1]),
    )


def odds_ratio(sums: Matrix, threshold: float, level: float) -> Estimate | None:
    """Give the odds ratio pooled over employers (Mantel and Haenszel 1959): openings of each cell a, b, c, d.

    An employer adds a d / n above and b c / n below; those with one row or column alone add nothing and don't count.
    """
    mixed = sums[(sums[:, 0] + sums[:, 1] > 0) & (sums[:, 2] + sums[:, 3] > 0)]
    if len(mixed) < 2:
        return None
    n = mixed.sum(axis=1)
    parts = np.column_stack([mixed[:, 0] * mixed[:, 3] / n, mixed[:, 1] * mixed[:, 2] / n])
    return by_jackknife(
        parts,
        lambda rows: np.log((rows[:, 0] + 0.25) / (rows[:, 1] + 0.25)),
        LOG,
        support([n]),
        threshold,
        level,
        1e-6,
    )


def rank(sums: Matrix, claimed: int, threshold: float, level: float) -> Estimate | None:
    """Give the lowest share of the claimed candidates less the highest of the others.

    Columns: openings and met of each candidate, the claimed ones first.
    """
    sizes = sums[:, 0::2]
    if sizes.shape[1] <= claimed:
        return None

    def statistic(totals: Matrix) -> Matrix:
        shares = totals[:, 1::2] / np.maximum(totals[:, 0::2], 1e-9)
        return _on_line(shares[:, :claimed].min(axis=1) - shares[:, claimed:].max(axis=1))

    least = float(sizes.sum(axis=0).min())
    together = sizes.max(axis=1)
    return by_jackknife(
        sums, statistic, DIFFERENCE, support([together]), threshold, level, 0.05 / max(least, 1)
    )


def once_each(sums: Matrix, size_columns: tuple[int, ...]) -> Matrix:
    """Give the sums with every employer counted once: each block of columns divided by the employer's openings."""
    shared = sums.copy()
    ends = (*size_columns[1:], sums.shape[1])
    for start, end in zip(size_columns, ends, strict=True):
        size = sums[:, start : start + 1]
        shared[:, start:end] = np.divide(
            sums[:, start:end], size, out=np.zeros_like(sums[:, start:end]), where=size > 0
        )
    return shared


def _share_p(sizes: Matrix, met: Matrix, threshold: float, found: Share) -> float:
    """Give the smallest alpha whose interval leaves the threshold out."""

    def gap(alpha: float) -> float:
        at = share_interval(met.tolist(), sizes.tolist(), level=1 - alpha)
        if at is None:
            return -1.0
        return at.low - threshold if found.estimate > threshold else threshold - at.high

    if gap(SURELY) > 0:
        return SURELY
    return float(brentq(gap, SURELY, 0.999, xtol=1e-4)) if gap(0.999) > 0 else 1.0


def _on_line(differences: Matrix) -> Matrix:
    clipped = np.clip(differences, -MOST, MOST)
    return np.log1p(clipped) - np.log1p(-clipped)


def _floor(spread: float, n: float, at: float) -> float:
    """Give the variance that a simple random sample would have, on the difference's line."""
    slope = 2 / max(1 - at**2, 1e-6)
    return spread / n * slope**2
