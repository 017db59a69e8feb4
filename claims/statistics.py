"""How sure are shares, differences, ratios and ranks, when openings of one employer resemble each other?

Every function takes sums by employer (a row each) and gives an Estimate, or None where there is nothing to estimate.
Variances are the jackknife's over employers (Efron and Stein 1981; for ratios and their differences Rao and Shao 1992);
intervals are symmetric on a line where the figure has no bounds, with t of the effective employers less one.
"""

from typing import Any

import numpy as np
from scipy.optimize import brentq

from claims.estimates import (
    BOUNDED,
    DIFFERENCE,
    LOG,
    NOTHING,
    PLAIN,
    Estimates,
    Figure,
    Matrix,
    Support,
    by_jackknife,
    by_t,
    support,
)
from claims.scores import mean_score
from claims.shares import Shares, shares

SURELY = 1e-9
MOST = 0.995
"""A difference of shares is put on its line no farther out than this."""


@Figure
def share(sums: Matrix, threshold: float, level: float, *, with_p: bool = True) -> Estimates:
    """Give a share from the columns openings, met (Korn and Graubard 1998; see db/intervals.py).

    The p is sought step by step and can be left out, as 1, where only the interval is wanted.
    """
    found = shares(sums[..., 1], sums[..., 0], level=level)
    return Estimates(
        value=found.estimate,
        low=found.low,
        high=found.high,
        p=_share_p(sums, threshold, found) if with_p and sums.ndim == 2 else np.ones_like(found.low),
        n=found.n,
        employers=found.employers,
        effective_employers=found.effective_employers,
    )


@Figure
def lead(sums: Matrix, threshold: float, level: float) -> Estimates:
    """Give the lead of one share over another of the same openings: openings, first, second, where they differ."""
    sizes, apart = sums[..., 0], sums[..., 3]
    at, variance = mean_score(sizes, sums[..., 1] - sums[..., 2], apart)
    found = support([sizes])
    wide = (apart.sum(axis=-1) + 1) / (found.n + 2)
    spread = wide - np.minimum(at**2, wide / 2)
    # Where all employers are alike, they are the sample and not their openings.
    plain = spread / np.maximum(found.effective_employers, 1.0)
    variance = np.where(variance <= NOTHING, plain, np.maximum(variance, spread / np.maximum(found.n, 1.0)))
    at = np.where(found.employers >= 2, at, np.nan)
    return by_t(at, variance, BOUNDED, found.halfway(), threshold, level)


@Figure
def difference(sums: Matrix, threshold: float, level: float) -> Estimates:
    """Give the difference of two populations' shares: openings and met of the first, then of the second."""
    n = np.maximum(sums.sum(axis=-2), 1.0)
    first, second = (n[..., 1] + 0.5) / (n[..., 0] + 1), (n[..., 3] + 0.5) / (n[..., 2] + 1)
    spread = first * (1 - first) / n[..., 0] + second * (1 - second) / n[..., 2]
    return by_jackknife(
        sums,
        lambda rows: _on_line(rows[:, 1] / rows[:, 0] - rows[:, 3] / rows[:, 2]),
        DIFFERENCE,
        support([sums[..., 0], sums[..., 2]]),
        threshold,
        level,
        _floor(spread, first - second),
    )


@Figure
def mean_difference(sums: Matrix, threshold: float, level: float) -> Estimates:
    """Give the difference of two populations' means: openings and sum of the first, then of the second."""
    return by_jackknife(
        sums,
        lambda rows: rows[:, 1] / rows[:, 0] - rows[:, 3] / rows[:, 2],
        PLAIN,
        support([sums[..., 0], sums[..., 2]]),
        threshold,
        level,
        1e-12,
    )


@Figure
def count_ratio(sums: Matrix, threshold: float, level: float) -> Estimates:
    """Give the ratio of two counts; half an opening is added to each, so that none is nothing (Haldane 1956)."""
    totals = sums.sum(axis=-2) + 0.5
    both = support([sums[..., 0], sums[..., 1]])
    either = support([sums[..., 2]])
    has_both = totals[..., :2].min(axis=-1) > 0.5
    found = Support(
        np.where(has_both, both.n, either.n),
        np.where(has_both, both.employers, either.employers),
        np.where(has_both, both.effective_employers, either.effective_employers),
    )
    return by_jackknife(
        sums,
        lambda rows: np.log((rows[:, 0] + 0.5) / (rows[:, 1] + 0.5)),
        LOG,
        found,
        threshold,
        level,
        1 / totals[..., 0] + 1 / totals[..., 1],
    )


@Figure
def odds_ratio(sums: Matrix, threshold: float, level: float) -> Estimates:
    """Give the odds ratio pooled over employers (Mantel and Haenszel 1959): openings of each cell a, b, c, d.

    An employer adds a d / n above and b c / n below; those with one row or column alone add nothing and don't count.
    """
    a, b, c, d = np.moveaxis(sums, -1, 0)
    mixed = (a + b > 0) & (c + d > 0)
    n = np.where(mixed, a + b + c + d, 0.0)
    over = np.where(mixed, 1 / np.maximum(n, 1e-9), 0.0)
    # A trace keeps an employer that has no pair of either kind among those that are left out in turn.
    parts = np.stack([a * d * over, b * c * over, mixed * 1e-9], axis=-1)
    return by_jackknife(
        parts,
        lambda rows: np.log((rows[:, 0] + 0.25) / (rows[:, 1] + 0.25)),
        LOG,
        support([n]),
        threshold,
        level,
        1e-6,
    )


@Figure
def rank(sums: Matrix, claimed: int, threshold: float, level: float) -> Estimates:
    """Give the lowest share of the claimed candidates less the highest of the others, which there must be.

    Columns: openings and met of each candidate, the claimed ones first.
    """
    sizes = sums[..., 0::2]

    def statistic(totals: Matrix) -> Matrix:
        shares = totals[:, 1::2] / np.maximum(totals[:, 0::2], 1e-9)
        lead: Matrix = shares[:, :claimed].min(axis=1) - shares[:, claimed:].max(axis=1)
        return lead

    least = sizes.sum(axis=-2).min(axis=-1)
    together = sizes.max(axis=-1)
    found = support([together]).halfway()
    return by_jackknife(sums, statistic, BOUNDED, found, threshold, level, 0.0125 / np.maximum(least, 1))


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


def _share_p(sums: Matrix, threshold: float, found: Shares) -> Matrix:
    """Give the smallest alpha whose interval leaves the threshold out."""

    def gap(alpha: float) -> float:
        at = shares(sums[:, 1], sums[:, 0], level=1 - alpha)
        return float(at.low - threshold if found.estimate > threshold else threshold - at.high)

    if not np.isfinite(found.estimate):
        return np.array(1.0)
    if gap(SURELY) > 0:
        return np.array(SURELY)
    return np.array(brentq(gap, SURELY, 0.999, xtol=1e-4) if gap(0.999) > 0 else 1.0)


def _on_line(differences: Matrix) -> Matrix:
    clipped = np.clip(differences, -MOST, MOST)
    return np.log1p(clipped) - np.log1p(-clipped)


def _floor(spread: Any, at: Any) -> Any:
    """Give the variance that a simple random sample would have, on the difference's line."""
    slope = 2 / np.maximum(1 - np.asarray(at) ** 2, 1e-6)
    return spread * slope**2
