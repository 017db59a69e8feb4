"""How sure is the mean of openings' scores, when openings of one employer resemble each other?

Two variances are taken in equal parts. One trusts no model and is unsteady where a few employers have most openings: squared
distances of employers, each corrected for its pull on the mean (Bell and McCaffrey 2002). The other is steadier: the
analysis of variance's part between employers and part within (Donner and Klar 2000, chapter 1).
"""

import numpy as np

from claims.estimates import Matrix


def mean_score(sizes: Matrix, sums: Matrix, squares: Matrix) -> tuple[Matrix, Matrix]:
    """Give means and their variances, from openings, scores and squared scores by employer (the last axis)."""
    total = np.maximum(sizes.sum(axis=-1, keepdims=True), 1e-12)
    at = sums.sum(axis=-1, keepdims=True) / total
    own = np.divide(sums, sizes, out=np.zeros_like(sums), where=sizes > 0)
    apart = np.where(sizes > 0, (own - at) ** 2, 0.0)
    weights = sizes / total
    crowd = (weights**2).sum(axis=-1, keepdims=True)
    robust = (weights**2 * apart / np.maximum(1 - 2 * weights + crowd, 1e-9)).sum(axis=-1)
    within = squares.sum(axis=-1) - (sizes * own**2).sum(axis=-1)
    between = _between((sizes * apart).sum(axis=-1), within, total[..., 0], crowd[..., 0], sizes)
    return at[..., 0], (robust + between) / 2


def _between(spread: Matrix, within: Matrix, total: Matrix, crowd: Matrix, sizes: Matrix) -> Matrix:
    """Give the variance of the mean by the analysis of variance; employers counted once each have nothing within."""
    employers = np.maximum((sizes > 0).sum(axis=-1), 2)
    rest = total - employers
    inside = np.where(rest > 0, within / np.maximum(rest, 1e-9), 0.0)
    usual = np.maximum(total * (1 - crowd) / (employers - 1), 1e-9)
    outside = np.maximum(spread / (employers - 1) - inside, 0.0) / usual
    variance: Matrix = outside * crowd + inside / total
    return variance
