"""What does the wage survey say of a claim, from its published tables alone?

BLS OEWS, May 2025, 29-2072 Medical Records Specialists, national (the table `wages`); relative standard errors are published
for employment and not for percentiles of wages.
"""

from math import exp, log

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.special import ndtr, ndtri
from sqlite_utils.db import Database

from claims.estimates import Estimate
from claims.ledger import Part

PERCENTILES = (0.10, 0.25, 0.50, 0.75, 0.90)


def measure(db: Database, part: Part, level: float) -> tuple[Estimate | None, str]:
    """Give a part's figure and what must be said beside it; None, with the reason, where the survey is silent."""
    if part.measure == "wage band":
        return _wage_band(db, part)
    return _employment_share(db, part, level)


def _employment_share(db: Database, part: Part, level: float) -> tuple[Estimate | None, str]:
    """The share of all employment that is in some industries, with an interval on the logit line.

    The industries' errors are taken as independent of one another and of the rest's; the rest's variance is the
    total's less theirs, and at least nothing.
    """
    total = _industry(db, None)
    rows = [_industry(db, code) for code in part.industries]
    if total is None or None in rows:
        return None, "The wage survey publishes no employment for one of the industries."
    found = [row for row in rows if row is not None]
    jobs, variance = sum(n for n, _ in found), sum(v for _, v in found)
    rest, rest_variance = total[0] - jobs, max(total[1] - variance, 0.0)
    share = jobs / total[0]
    error = (rest**2 * variance + jobs**2 * rest_variance) ** 0.5 / total[0] ** 2
    at, line_error = log(share / (1 - share)), error / (share * (1 - share))
    reach = float(ndtri(1 - (1 - level) / 2)) * line_error
    distance = abs(at - log(part.threshold / (1 - part.threshold))) / line_error
    low, high = (1 / (1 + exp(-(at + by))) for by in (-reach, reach))
    return _estimate(share, low, high, float(2 * ndtr(-distance)), total[0]), "From the wage survey."


def _wage_band(db: Database, part: Part) -> tuple[Estimate | None, str]:
    """The share of jobs between two wages, by monotone interpolation (Fritsch and Carlson 1980) of the percentiles."""
    names = ", ".join(f"annual_p{round(100 * p)}" if p != 0.5 else "annual_median" for p in PERCENTILES)
    query = (
        f"select {names}, employment from wages where area_type = 'industry' and substr(area_code, 1, 6) = ?"  # noqa: S608  (our own columns)
    )
    row = db.execute(query, [part.industries[0]]).fetchone()
    low, high = part.band
    if row is None or None in row or not row[0] <= low < high <= row[4]:
        return None, "The wage survey publishes no percentiles around the band."
    curve = PchipInterpolator(np.array(row[:5], dtype=float), PERCENTILES)
    share = float(curve(high) - curve(low))
    return _estimate(share, share, share, 1.0, float(row[5])), "Survey, no interval."


def _industry(db: Database, code: str | None) -> tuple[float, float] | None:
    """Employment and its variance, of an industry or of the nation."""
    where = (
        "area_type = 'national'" if code is None else "area_type = 'industry' and substr(area_code, 1, 6) = ?"
    )
    row = db.execute(
        f"select employment, employment_rse_pct from wages where {where} order by area_code limit 1",  # noqa: S608  (our own words)
        [] if code is None else [code],
    ).fetchone()
    if row is None or None in row:
        return None
    return float(row[0]), (float(row[0]) * float(row[1]) / 100) ** 2


def _estimate(share: float, low: float, high: float, chance: float, jobs: float) -> Estimate:
    return Estimate(
        value=share, low=low, high=high, p=chance, n=round(jobs), employers=0, effective_employers=0.0
    )
