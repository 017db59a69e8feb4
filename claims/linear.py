"""What does a linear model of log pay come to, and how sure is it when openings of one employer are alike?

All is computed from each employer's cross products, so that leaving an employer out is a subtraction. Errors of a
coefficient are the cluster jackknife's (CV3; MacKinnon, Nielsen and Webb 2023); whether several coefficients are nil at
once is told by the restricted wild cluster bootstrap with Webb's six weights (Cameron, Gelbach and Miller 2008; Webb 2023).
"""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from claims.estimates import PLAIN, Estimate, Matrix, Support, by_t, jackknife_variance

DRAWS = 999
AT_ONCE = 50
WEBB = np.array([-(1.5**0.5), -1.0, -(0.5**0.5), 0.5**0.5, 1.0, 1.5**0.5])
RIDGE = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A linear model by employer: the cross products of its columns, and of these with the outcome."""

    names: tuple[str, ...]
    cross: NDArray[np.float64]
    pull: Matrix
    support: Support

    def at(self, name: str) -> int:
        """Return the place of a column."""
        return self.names.index(name)


def model(columns: dict[str, Matrix], outcome: Matrix, clusters: NDArray[np.int64], found: Support) -> Model:
    """Set up a model; columns that never vary or are all nil are left out, but for the first, the constant."""
    names = [name for place, (name, column) in enumerate(columns.items()) if not place or np.ptp(column) > 0]
    count, width = int(clusters.max()) + 1, len(names)
    if count == 1:
        design = np.column_stack([columns[name] for name in names])
        return Model(tuple(names), (design.T @ design)[np.newaxis], (outcome @ design)[np.newaxis], found)
    order = np.argsort(clusters, kind="stable")
    starts = np.searchsorted(clusters[order], np.arange(count))
    ordered, outcome = [columns[name][order] for name in names], outcome[order]
    cross = np.empty((count, width, width))
    for place, column in enumerate(ordered):
        for other in range(place, width):
            sums = np.add.reduceat(column * ordered[other], starts)
            cross[:, place, other] = cross[:, other, place] = sums
    pull = np.column_stack([np.add.reduceat(column * outcome, starts) for column in ordered])
    return Model(tuple(names), cross, pull, found)


def solve(cross: NDArray[np.float64], pull: Matrix) -> Matrix:
    """Give the coefficients of one fit, or of many at once; a trace is added so that none is undefined."""
    width = cross.shape[-1]
    size = np.trace(cross, axis1=-2, axis2=-1)[..., np.newaxis, np.newaxis]
    fitted: Matrix = np.linalg.solve(cross + RIDGE * size / width * np.eye(width), pull[..., np.newaxis])[
        ..., 0
    ]
    return fitted


def coefficients(fit: Model) -> tuple[Matrix, Matrix]:
    """Give the coefficients, and those without each employer."""
    cross, pull = fit.cross.sum(axis=0), fit.pull.sum(axis=0)
    return solve(cross, pull), solve(cross - fit.cross, pull - fit.pull)


def value(fit: Model, weights: dict[str, float]) -> float:
    """Give a weighted sum of coefficients alone; nan where a column was left out."""
    if not set(weights) <= set(fit.names):
        return float("nan")
    return float(solve(fit.cross.sum(axis=0), fit.pull.sum(axis=0)) @ _line(fit, weights))


def contrast(fit: Model, weights: dict[str, float], level: float) -> Estimate | None:
    """Give a weighted sum of coefficients with its interval, against 0; None where a column was left out."""
    if not set(weights) <= set(fit.names) or len(fit.pull) < 2:
        return None
    line = _line(fit, weights)
    at, left_out = coefficients(fit)
    return by_t(float(at @ line), jackknife_variance(left_out @ line), PLAIN, fit.support, 0.0, level).one()


def _line(fit: Model, weights: dict[str, float]) -> Matrix:
    line = np.zeros(len(fit.names))
    for name, weight in weights.items():
        line[fit.at(name)] = weight
    return line


def bootstrap_p(fit: Model, tested: list[str]) -> float:
    """Give the chance of a Wald statistic as large as this, were the tested coefficients all nil.

    The draws are seeded by the data, so that the same openings give the same answer.
    """
    places = [fit.at(name) for name in tested]
    kept = [place for place in range(len(fit.names)) if place not in places]
    cross, pull = fit.cross.sum(axis=0), fit.pull.sum(axis=0)
    narrow = np.zeros(len(fit.names))
    narrow[kept] = solve(cross[np.ix_(kept, kept)], pull[kept])
    inverse = np.linalg.inv(cross + RIDGE * np.trace(cross) / len(cross) * np.eye(len(cross)))
    scores = fit.pull - fit.cross @ narrow
    drawn = _drawn(fit, len(scores))
    felt = np.einsum("qp,gpr->gqr", inverse[places], fit.cross)
    found = np.concatenate(
        [
            _walds(part, scores, inverse, places, felt)
            for part in np.split(drawn, range(AT_ONCE, len(drawn), AT_ONCE))
        ]
    )
    return float((1 + (found[1:] >= found[0]).sum()) / len(found))


def _drawn(fit: Model, count: int) -> Matrix:
    """Weights for every draw and employer; the first row is the data as they are."""
    rng = np.random.default_rng(crc32(np.ascontiguousarray(fit.pull).tobytes()))
    return np.vstack([np.ones(count), rng.choice(WEBB, size=(DRAWS, count))])


def _walds(
    drawn: Matrix, scores: Matrix, inverse: Matrix, places: list[int], felt: NDArray[np.float64]
) -> Matrix:
    """The Wald statistic of each draw, with the cluster-robust variance of that draw."""
    steps = drawn @ scores @ inverse
    moved = steps[:, places]
    own = scores @ inverse[places].T
    left = drawn[:, :, np.newaxis] * own[np.newaxis] - np.einsum("gqr,br->bgq", felt, steps, optimize=True)
    spread = np.einsum("bgq,bgr->bqr", left, left, optimize=True)
    spread += 1e-15 * np.eye(len(places))
    walds: Matrix = np.einsum("bq,bq->b", moved, np.linalg.solve(spread, moved[:, :, np.newaxis])[:, :, 0])
    return walds
