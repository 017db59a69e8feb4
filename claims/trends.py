"""By how much does a share of openings change in a year?

A logistic regression of the share on time in years, with month-of-year terms once there are eighteen months; the figure is
the mean change of the share in a year (the average marginal effect). Its variance is the jackknife's over employers: the
model is fitted anew without each of them, which monthly counts suffice for.
"""

import numpy as np

from claims.estimates import PLAIN, Estimate, Matrix, by_jackknife, support
from claims.ledger import Part
from claims.openings import Counting, Openings, numbered, without_largest

LEAST_MONTHS = 12
SEASONS_FROM = 18
STEPS = 12
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


def yearly_change(counts: Matrix, threshold: float, level: float, first_month: int) -> Estimate | None:
    """Give the yearly change of a share; `counts` hold for each employer its openings by month, then those that meet it."""
    months = counts.shape[1] // 2
    if not len(counts) or not counts[:, months:].sum():
        return None
    design = _design(months, first_month)
    years = np.arange(months) / 12

    def statistic(totals: Matrix) -> Matrix:
        return _effect(totals[:, :months], totals[:, months:], design)

    found = support([counts[:, :months].sum(axis=1)])
    floor = _simple_variance(counts.sum(axis=0), years)
    return by_jackknife(counts, statistic, PLAIN, found, threshold, level, floor)


def _counts(openings: Openings, part: Part, counting: Counting, months: tuple[str, ...]) -> Matrix:
    rows = openings.read(
        f"select cluster, substr(month, 1, 4) * 12 + substr(month, 6), sum({counting.weight}), "  # noqa: S608  (the ledger's own words)
        f"sum({counting.weight} * ({part.met})) from temp.history where board in (select board from temp.panel) "
        f"and month between '{months[0]}' and '{months[-1]}' and ({part.where}) group by 1, 2 order by 1, 2"
    )
    if not len(rows):
        return np.zeros((0, 2 * len(months)))
    clusters = numbered(rows[:, 0])
    first = int(months[0][:4]) * 12 + int(months[0][5:])
    counts = np.zeros((clusters.max() + 1, 2 * len(months)))
    at = rows[:, 1].astype(int) - first
    counts[clusters, at] = rows[:, 2]
    counts[clusters, at + len(months)] = rows[:, 3]
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
    """Fit each row's monthly counts by Newton's method; the mean yearly change of the share."""
    width = design.shape[1]
    start = np.clip(met.sum(axis=1) / np.maximum(sizes.sum(axis=1), 1e-9), 1e-6, 1 - 1e-6)
    fitted = np.zeros((len(sizes), width))
    fitted[:, 0] = np.log(start / (1 - start))
    ridge = RIDGE * np.eye(width)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(fitted @ design.T, -30, 30)))
        pull = (met - sizes * chance) @ design
        weight = sizes * chance * (1 - chance)
        bend = np.einsum("rm,mi,mj->rij", weight, design, design, optimize=True) + ridge
        fitted = fitted + np.clip(np.linalg.solve(bend, pull[:, :, np.newaxis])[:, :, 0], -2, 2)
    chance = 1 / (1 + np.exp(-np.clip(fitted @ design.T, -30, 30)))
    spread = (sizes * chance * (1 - chance)).sum(axis=1) / np.maximum(sizes.sum(axis=1), 1e-9)
    change: Matrix = fitted[:, 1] * spread
    return change


def _simple_variance(totals: Matrix, years: Matrix) -> float:
    """Give the variance of a straight line's slope, were all openings drawn one by one."""
    months = len(years)
    sizes, met = totals[:months], totals[months:]
    chance = (met.sum() + 0.5) / (sizes.sum() + 1)
    spread = float((sizes * (years - np.average(years, weights=sizes)) ** 2).sum())
    return float(chance * (1 - chance)) / max(spread, 1e-9)
