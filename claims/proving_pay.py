"""How is each kind of figure that is worked out from openings' values estimated on drawn markets, one after the other?"""

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np

from claims import markets as drawn
from claims import models, states, statistics
from claims.answers import Answer
from claims.columns import Coded
from claims.estimates import Estimate, Estimates, support
from claims.linear import bootstrap_p, contrast, model
from claims.markets import Cell, Rng
from claims.medians import Paid, median_ratio
from claims.pays import Pays

PAY_SPREAD = 0.2
STATES = 10
STATE_SPREAD = 0.15
FAMILIES = 4


def one_by_one(
    estimate: Callable[[Rng, Cell, float], Estimate | None], rng: Rng, cell: Cell, markets: int, level: float
) -> Answer:
    """Estimate markets in turn."""
    found = [estimate(rng, cell, level) for _ in range(markets)]
    columns = {
        name: np.array([np.nan if each is None else getattr(each, name) for each in found], dtype=float)
        for name in (field.name for field in fields(Estimates))
    }
    stacked = Estimates(**columns)
    return Answer(stacked, (stacked,), (stacked,))


def mean_difference(rng: Rng, cell: Cell, level: float) -> Estimate | None:
    """Estimate a difference of mean years."""
    years, cluster, first = drawn.values(rng, cell, 3 * cell.away, 1.5)
    sums = [
        np.bincount(cluster, weights=weights, minlength=cell.employers)
        for weights in (first * 1.0, first * years, ~first * 1.0, ~first * years)
    ]
    return statistics.mean_difference(np.column_stack(sums), 0.0, level)


def paid_ratio(rng: Rng, cell: Cell, level: float) -> Estimate | None:
    """Estimate a ratio of median pays."""
    pay, cluster, first = drawn.values(rng, cell, float(np.log1p(cell.away)), PAY_SPREAD)
    return median_ratio(Paid(cluster, pay, first), 1.0, level)


def coefficient(rng: Rng, cell: Cell, level: float) -> Estimate | None:
    """Fit log pay to the first population, with a held column that goes with it."""
    pay, cluster, first = drawn.values(rng, cell, cell.away, PAY_SPREAD)
    held = (rng.uniform(size=len(pay)) < 0.3 + 0.4 * first).astype(float)
    clusters = np.unique(cluster, return_inverse=True)[1]
    columns = {"constant": np.ones(len(pay)), "held": held, "first": first.astype(float)}
    groups = [np.bincount(clusters[chosen], minlength=clusters.max() + 1) for chosen in (first, ~first)]
    found = support([group.astype(float) for group in groups])
    return contrast(model(columns, pay + 0.1 * held, clusters, found), {"first": 1.0}, level)


def spread(rng: Rng, cell: Cell, level: float) -> Estimate | None:
    """Estimate the ratio of states' spread in pay among the first population, remote, to that among the others."""
    pay, cluster, first = drawn.values(rng, cell, 0.0, PAY_SPREAD)
    state = rng.integers(STATES, size=len(pay))
    effects = np.linspace(-1, 1, STATES)
    effects *= STATE_SPREAD / effects.std(ddof=1)
    pay = pay + effects[state] * np.where(first, 1 + 2 * cell.away, 1.0)
    words = {name: Coded(np.zeros(len(pay), dtype=np.int64), ("",)) for name in ("side", "family")}
    words["state"] = Coded(state, tuple(map(str, range(STATES))))
    clusters = np.unique(cluster, return_inverse=True)[1]
    return states.spread_ratio(Pays(clusters, pay, {"is_remote": first.astype(float)}, words), level)


def several(rng: Rng, cell: Cell, markets: int, level: float) -> Answer:
    """Test kinds of employer for a difference in pay, of which the last one pays more; supported where it is believed."""

    def tested(rng: Rng, cell: Cell, level: float) -> Estimate | None:
        pay, cluster, _ = drawn.values(rng, cell, 0.0, PAY_SPREAD)
        of_employer = rng.integers(FAMILIES, size=cell.employers)[cluster]
        clusters = np.unique(cluster, return_inverse=True)[1]
        names = [f"kind {at}" for at in range(1, FAMILIES)]
        columns = {"constant": np.ones(len(pay))}
        columns |= {name: (of_employer == at).astype(float) for at, name in enumerate(names, 1)}
        found = support([np.bincount(clusters).astype(float)])
        fit = model(columns, pay + cell.away * (of_employer == FAMILIES - 1), clusters, found)
        shown = contrast(fit, {fit.names[-1]: 1.0}, level)
        chance = bootstrap_p(fit, list(fit.names[1:]))
        is_sure = chance < models.SURE
        return None if shown is None else replace(shown, low=1.0 if is_sure else -1.0, high=1.0, p=chance)

    answer = one_by_one(tested, rng, cell, markets, level)
    return Answer(answer.shown, answer.past, ())
