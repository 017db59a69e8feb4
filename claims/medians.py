"""By how much does the median pay of one population exceed another's, openings of one employer being alike?

A median's error is that of the share of openings below it (Woodruff 1952), carried over to dollars by the slope of the
distribution around the median; both populations' errors are summed by employer, since employers stand in both (Francisco
and Fuller 1991).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.estimates import LOG, Estimate, Matrix, by_t, support

NDInt = NDArray[np.int64]
NDBool = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Paid:
    """Openings with pay: the employer's row, the logarithm of the pay, and whether each is of the first population."""

    cluster: NDInt
    pay: Matrix
    first: NDBool


def median_ratio(paid: Paid, threshold: float, level: float) -> Estimate | None:
    """Give the ratio of the first population's median to the second's; None where one is empty."""
    groups = [paid.first, ~paid.first]
    if not all(group.any() for group in groups):
        return None
    clusters = int(paid.cluster.max()) + 1
    sizes = [np.bincount(paid.cluster[group], minlength=clusters).astype(float) for group in groups]
    medians = [float(np.median(paid.pay[group])) for group in groups]
    pulls = [_pull(paid.pay[g], paid.cluster[g], m, clusters) for g, m in zip(groups, medians, strict=True)]
    pull = pulls[0] - pulls[1]
    present = (sizes[0] + sizes[1]) > 0
    count = int(present.sum())
    if count < 2:
        return None
    variance = count / (count - 1) * float((pull[present] ** 2).sum())
    at = medians[0] - medians[1]
    return by_t(at, variance, LOG, support(sizes), threshold, level).one()


def _pull(pay: Matrix, cluster: NDInt, median: float, clusters: int) -> Matrix:
    """How much each employer's openings move the median, in logs of pay."""
    below = 0.5 - (pay < median) - 0.5 * (pay == median)
    by_employer = np.bincount(cluster, weights=below, minlength=clusters) / len(pay)
    error = float((by_employer**2).sum()) ** 0.5
    return by_employer * _slope(np.sort(pay), max(error, len(pay) ** -0.5 / 2))


def _slope(pay: Matrix, reach: float) -> float:
    """Logs of pay for each unit of share, measured over two errors on either side of the median."""
    for width in (min(2 * reach, 0.3), 0.35, 0.45):
        low, high = np.quantile(pay, [0.5 - width, 0.5 + width])
        if high > low:
            return float(high - low) / (2 * width)
    return 1e-6
