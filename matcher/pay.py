"""Is an opening's pay enough for a coder's floor, and how does it stand to what is usual there?"""

from dataclasses import dataclass

from matcher.facts import Pay
from matcher.finding import STATUSES, Answer
from matcher.profile import Floor
from matcher.weights import weights

BELOW = STATUSES.index("pay_below_floor")
HOURS, FEDERAL_HOURS = 2080, 2087
PERIODS = {"week": 52.0, "biweek": 26.0, "month": 12.0, "year": 1.0}


@dataclass(frozen=True, slots=True)
class Measure:
    """Against what pay is measured: the coder's floor, and the median that the wage survey gives for the region, a year."""

    floor: Floor | None
    median: float | None


def hours(setting: str) -> int:
    """Give the hours of a year: the federal government reckons with 2,087."""
    return FEDERAL_HOURS if setting == "federal" else HOURS


def times_a_year(unit: str | None, setting: str) -> float | None:
    """Give how often a year pay of this unit comes; None for pay by the day or item, which doesn't tell."""
    return float(hours(setting)) if unit == "hour" else PERIODS.get(unit or "")


def yearly_floor(floor: Floor, setting: str) -> float:
    """Give the floor in dollars a year."""
    return floor.amount * (hours(setting) if floor.unit == "hour" else 1)


def yearly(pay: Pay, setting: str) -> tuple[float | None, float | None]:
    """Give both bounds in dollars a year; None where not stated or not to be reckoned."""
    times = times_a_year(pay.unit, setting)
    if times is None:
        return None, None
    return (None if pay.low is None else pay.low * times), (None if pay.high is None else pay.high * times)


def pay(measure: Measure, offered: Pay, setting: str) -> Answer:
    """Say whether the pay reaches the floor: it is below only where all of the range is."""
    low, high = yearly(offered, setting)
    if low is None and high is None:
        return Answer("unknown" if measure.floor else "none", weights()["pay"]["unknown"], says="not told")
    floor = yearly_floor(measure.floor, setting) if measure.floor else None
    value = _value(_middle(low, high), floor, measure.median)
    if floor is None:
        return Answer("none", value)
    if high is not None and high < floor:
        return Answer("no", value, BELOW, "below", floor - high)
    if low is not None and low >= floor:
        return Answer("yes", value, says="above")
    return (
        Answer("yes", value, says="reaches")
        if high is not None
        else Answer("unknown", value, says="from below")
    )


def _middle(low: float | None, high: float | None) -> float:
    bounds = [bound for bound in (low, high) if bound is not None]
    return sum(bounds) / len(bounds)


def _value(middle: float, floor: float | None, median: float | None) -> float:
    """The mean of how the middle of the range stands to the floor and to the region's median."""
    points = weights()["pay"]
    against = [mark for mark in (floor, median) if mark]
    parts = [
        min(max(points["at"] + (middle / mark - 1) / points["span"] * points["at"], 0.0), 1.0)
        for mark in against
    ]
    return sum(parts) / len(parts) if parts else points["at"]
