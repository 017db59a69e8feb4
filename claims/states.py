"""Does pay differ between states less among remote openings than among the others?"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from claims.estimates import Estimate, Matrix, Support, support
from claims.ledger import Part
from claims.openings import Counting, Openings
from claims.pays import Pays, read_pays

STATE_OPENINGS = 10
MOST = 10.0
"""A ratio of spreads is shown no larger than this."""


def state_spread(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    """Divide the spread of states' pay among remote openings by that among the others.

    States' means are those of pay with work type and kind of employer held; what chance puts between them, by employer,
    is taken off (method of moments, Searle, Casella and McCulloch 1992).
    """
    pays = read_pays(openings, part, counting)
    return None if pays is None else spread_ratio(pays, openings.minimums.level)


def spread_ratio(pays: Pays, level: float) -> Estimate | None:
    """Give the ratio with its interval; None where fewer than three states have openings enough."""
    found = _arms(pays)
    if found is None:
        return None
    sums, sizes, states = found
    totals = sums.sum(axis=0)
    of_all = _between(totals.reshape(1, 2, states, 6))[0]
    left_out = _between((totals - sums).reshape(len(sums), 2, states, 6))
    apart = left_out - left_out.mean(axis=0)
    return _by_fieller(of_all, apart.T @ apart * (len(sums) - 1) / len(sums), support(sizes), level)


def _by_fieller(spreads: Matrix, covariance: Matrix, found: Support, level: float) -> Estimate:
    """Give the ratio of two variances' roots with the interval of Fieller (1954).

    It holds all ratios at which the one variance, less that much of the other, may be nothing; where the other may itself be
    nothing, there is no upper end but `MOST`.
    """
    remote, onsite = spreads
    freedom = max(found.effective_employers - 1, 1.0)
    square = stdtrit(freedom, 1 - (1 - level) / 2) ** 2
    bend = onsite**2 - square * covariance[1, 1]
    middle = remote * onsite - square * covariance[0, 1]
    rest = remote**2 - square * covariance[0, 0]
    reach = sqrt(max(middle**2 - bend * rest, 0.0))
    low, high = ((middle - reach) / bend, (middle + reach) / bend) if bend else (0.0, MOST**2)
    if bend < 0:
        low, high = low if rest > 0 else 0.0, MOST**2
    error = sqrt(max(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1], 1e-24))
    return Estimate(
        value=min(sqrt(max(remote, 0.0) / max(onsite, 1e-12)), MOST),
        low=sqrt(max(low, 0.0)),
        high=min(sqrt(max(high, 0.0)), MOST),
        p=float(2 * stdtr(freedom, -abs(remote - onsite) / error)),
        n=round(float(found.n)),
        employers=int(found.employers),
        effective_employers=float(found.effective_employers),
    )


def spread_of(pays: Pays) -> float:
    """Give the ratio alone, nan where it doesn't exist."""
    found = _arms(pays)
    if found is None:
        return float("nan")
    sums, _, states = found
    remote, onsite = _between(sums.sum(axis=0).reshape(1, 2, states, 6))[0]
    return sqrt(max(remote, 0.0) / onsite) if onsite > 0 else float("nan")


def _arms(pays: Pays) -> tuple[Matrix, list[Matrix], int] | None:
    """Sums by employer, arm and state; the openings of each arm by employer; how many states have enough."""
    state, names = pays.words["state"].codes, pays.words["state"].levels
    arm = np.where(pays.numbers["is_remote"] > 0, 0, 1)
    least = np.bincount(2 * state + arm, minlength=2 * len(names)).reshape(-1, 2).min(axis=1)
    enough = np.flatnonzero(least >= STATE_OPENINGS)
    if len(enough) < 3:
        return None
    sums = _cells(pays, _rest(pays, 2 * state + arm), state, arm, enough)
    kept = np.isin(state, enough)
    sizes = [
        np.bincount(pays.clusters[kept & (arm == at)], minlength=len(sums)).astype(float) for at in (0, 1)
    ]
    return sums, sizes, len(enough)


def _rest(pays: Pays, codes: NDArray[np.int64]) -> Matrix:
    """Log pay with work type and kind of employer taken off, states and remote work (`codes`) held meanwhile.

    Holding a state is taking its mean off everything (Frisch and Waugh 1933; Lovell 1963).
    """
    sizes = np.maximum(np.bincount(codes), 1)
    held = np.column_stack(list(pays.held("side", "family").values())[1:] or [np.zeros(len(codes))])

    def within(column: Matrix) -> Matrix:
        centered: Matrix = column - (np.bincount(codes, column) / sizes)[codes]
        return centered

    inside = np.column_stack([within(column) for column in held.T])
    cross = inside.T @ inside
    fitted = np.linalg.lstsq(cross, inside.T @ within(pays.pay), rcond=1e-9)[0]
    rest: Matrix = pays.pay - held @ fitted
    return rest


def _cells(
    pays: Pays,
    rest: Matrix,
    state: NDArray[np.int64],
    arm: NDArray[np.int64],
    states: NDArray[np.int64],
) -> Matrix:
    """By employer, arm and state: openings, sum of pay, its square, openings times sum, openings squared, presence."""
    count = int(pays.clusters.max()) + 1
    kept = np.isin(state, states)
    place = np.searchsorted(states, state[kept]) + len(states) * (arm[kept] + 2 * pays.clusters[kept])
    length = count * 2 * len(states)
    n = np.bincount(place, minlength=length).astype(float)
    total = np.bincount(place, rest[kept], minlength=length)
    return np.column_stack([n, total, total**2, n * total, n**2, n > 0]).reshape(count, -1)


def _between(cells: NDArray[np.float64]) -> Matrix:
    """The variance between states of each arm, less what chance alone puts there."""
    n, total, squares, products, size_squares, employers = np.moveaxis(cells, -1, 0)
    n = np.maximum(n, 1)
    mean = total / n
    chance = (squares - 2 * mean * products + mean**2 * size_squares) / n**2
    chance = chance * employers / np.maximum(employers - 1, 1)
    spread: Matrix = mean.var(axis=-1, ddof=1) - chance.mean(axis=-1)
    return spread
