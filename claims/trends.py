"""By how much does a share of openings change in a year?

A logistic regression of the share on time in years, with month-of-year terms once there are eighteen months; the figure is
the mean change of the share in a year (the average marginal effect). Its variance is the jackknife's over employers: the
model is fitted anew without each of them, which monthly counts suffice for.
"""

import numpy as np

from claims.estimates import PLAIN, Estimate, Estimates, Figure, Matrix, by_t, jackknife_variance, support
from claims.ledger import Part
from claims.openings import Counting, Openings, without_largest

LEAST_MONTHS = 12
SEASONS_FROM = 18
STEPS = 6
MORE = 2
RIDGE = 1e-6


def trend(openings: Openings, part: Part, counting: Counting) -> tuple[Estimate | None, str]:
    """Give the yearly change of a share over the constant panel, and why it can't decide, if it can't."""
    months = openings.window.months
    if not months:
        return None, ""
    counts = _counts(openings, part, counting, months)
    found = yearly_change(counts, part.threshold, openings.minimums.level, int(months[0][5:]))
    if len(months) < LEAST_MONTHS:
        return (
            found,
            f"Boards were crawled through {len(months)} of the {LEAST_MONTHS} months that a trend needs.",
        )
    return found, ""


@Figure
def yearly_change(counts: Matrix, threshold: float, level: float, first_month: int) -> Estimates:
    """Give the yearly change of a share; `counts` hold for each employer its openings by month, then those that meet it."""
    months = counts.shape[-1] // 2
    design = _design(months, first_month)
    years = np.arange(months) / 12
    sizes, met = counts[..., :months], counts[..., months:]
    totals = counts.sum(axis=-2, keepdims=True)
    # Leaving each employer out starts from the fit of all, so that both are fitted together.
    rows = np.concatenate([totals, totals - counts], axis=-2)
    changes = _effect(rows[..., :months], rows[..., months:], design)
    there = sizes.sum(axis=-1) > 0
    found = support([sizes.sum(axis=-1)])
    floor = _simple_variance(totals[..., 0, :], years)
    variance = np.maximum(jackknife_variance(changes[..., 1:], there), floor)
    exists = (met.sum(axis=(-1, -2)) > 0) & (there.sum(axis=-1) >= 2)
    return by_t(np.where(exists, changes[..., 0], np.nan), variance, PLAIN, found, threshold, level)


def effects(sizes: Matrix, met: Matrix, first_month: int) -> Matrix:
    """Give the yearly change of the share in each row of monthly counts."""
    return _effect(sizes, met, _design(sizes.shape[-1], first_month))


def _counts(openings: Openings, part: Part, counting: Counting, months: tuple[str, ...]) -> Matrix:
    panel = openings.window.panel
    table = openings.count_by(part.where, "month", ["1", part.met], counting.weight, panel)
    employers = len(next(iter(table.values()), ()))
    nothing = np.zeros((employers, 2))
    of_months = np.stack([table.get(month, nothing) for month in months], axis=1)
    counts: Matrix = np.hstack([of_months[:, :, 0], of_months[:, :, 1]])
    counts = counts[counts[:, : len(months)].sum(axis=1) > 0]
    return without_largest(counts) if counting.without_largest else counts


def _design(months: int, first_month: int) -> Matrix:
    """Constant, years, and from eighteen months on the months of the year but one."""
    years = np.arange(months) / 12
    columns = [np.ones(months), years - years.mean()]
    if months >= SEASONS_FROM:
        of_year = (np.arange(months) + first_month - 1) % 12
        columns += [(of_year == month).astype(float) for month in range(1, 12)]
    return np.column_stack(columns)


def _effect(sizes: Matrix, met: Matrix, design: Matrix) -> Matrix:
    """Fit each row's monthly counts by Newton's method, from the fit of all rows together; the mean yearly change."""
    together, all_met = sizes.sum(axis=-2, keepdims=True), met.sum(axis=-2, keepdims=True)
    share = np.clip(all_met.sum(axis=-1) / np.maximum(together.sum(axis=-1), 1e-9), 1e-6, 1 - 1e-6)
    start = np.zeros((*share.shape, design.shape[1]))
    start[..., 0] = np.log(share / (1 - share))
    common = _newton(together, all_met, design, start, STEPS)
    fitted = _newton(sizes, met, design, np.broadcast_to(common, (*sizes.shape[:-1], design.shape[1])), MORE)
    chance = _chance(fitted, design)
    spread = (sizes * chance * (1 - chance)).sum(axis=-1) / np.maximum(sizes.sum(axis=-1), 1e-9)
    change: Matrix = fitted[..., 1] * spread
    return change


def _newton(sizes: Matrix, met: Matrix, design: Matrix, fitted: Matrix, steps: int) -> Matrix:
    width = design.shape[1]
    products = (design[:, :, np.newaxis] * design[:, np.newaxis, :]).reshape(len(design), -1)
    ridge = RIDGE * np.eye(width)
    for _ in range(steps):
        chance = _chance(fitted, design)
        pull = (met - sizes * chance) @ design
        bend = ((sizes * chance * (1 - chance)) @ products).reshape(*pull.shape, width) + ridge
        fitted = fitted + np.clip(np.linalg.solve(bend, pull[..., np.newaxis])[..., 0], -2, 2)
    return fitted


def _chance(fitted: Matrix, design: Matrix) -> Matrix:
    chance: Matrix = 1 / (1 + np.exp(-np.clip(fitted @ design.T, -30, 30)))
    return chance


def _simple_variance(totals: Matrix, years: Matrix) -> Matrix:
    """Give the variance of a straight line's slope, were all openings drawn one by one."""
    months = len(years)
    sizes, met = totals[..., :months], totals[..., months:]
    n = np.maximum(sizes.sum(axis=-1), 1e-9)
    chance = (met.sum(axis=-1) + 0.5) / (n + 1)
    middle = (sizes * years).sum(axis=-1) / n
    spread = (sizes * (years - middle[..., np.newaxis]) ** 2).sum(axis=-1)
    variance: Matrix = chance * (1 - chance) / np.maximum(spread, 1e-9)
    return variance
