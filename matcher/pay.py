"""Is an opening's pay enough for a coder's floor, and how does it stand to what is usual there?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.facts import Pay
from matcher.finding import STATUSES, Answer
from matcher.profile import Floor
from matcher.weights import weights

BELOW = STATUSES.index("pay_below_floor")
HOURS, FEDERAL_HOURS = 2080, 2087
SETTINGS_TOLD_APART = ("federal", "unknown")
PERIODS = {"week": 52.0, "biweek": 26.0, "month": 12.0, "year": 1.0}


@dataclass(frozen=True, slots=True)
class Measure:
    """Against what pay is measured: the coder's floor, and the median that the wage survey gives for the region, a year."""

    floor: Floor | None
    median: float | None


Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Amounts:
    """Many offers as stated, not a number where unknown; `times` a year, which for an hour's pay `setting` decides."""

    low: Reals
    high: Reals
    times: Reals
    unit: NDArray[np.str_]
    setting: NDArray[np.str_]

    def one(self, at: int) -> Pay:
        """Give one offer as stated."""
        low, high = (None if each[at] != each[at] else float(each[at]) for each in (self.low, self.high))
        return Pay(low, high, str(self.unit[at]) or None)


def pay_all(measure: Measure, offers: Amounts) -> tuple[NDArray[np.int8], Reals]:
    """Give the status and the value of each of many offers: what `pay` gives for one."""
    floor = measure.floor
    low, high = yearly_all(offers, floor)
    marks: list[Reals | float] = [] if measure.median is None else [measure.median]
    status = np.zeros(len(low), dtype=np.int8)
    if floor:
        least = floor.amount * (_hours_all(offers, floor) if floor.unit == "hour" else np.ones(len(low)))
        status[high < least] = BELOW
        marks.insert(0, least)
    middle = np.where(np.isnan(low), high, low)
    both = ~np.isnan(low) & ~np.isnan(high)
    middle[both] = (low[both] + high[both]) / 2
    value = np.where(np.isnan(middle), weights()["pay"]["unknown"], _value(middle, marks))
    return status, value


def yearly_all(offers: Amounts, floor: Floor | None = None) -> tuple[Reals, Reals]:
    """Give the bounds of many offers in dollars a year, not a number where not stated or not to be reckoned."""
    times = np.where(offers.unit == "hour", _hours_all(offers, floor), offers.times)
    return offers.low * times, offers.high * times


def _hours_all(offers: Amounts, floor: Floor | None) -> Reals:
    found = {setting: hours(setting, floor) for setting in SETTINGS_TOLD_APART}
    kinds = [offers.setting == setting for setting in found]
    return np.select(kinds, [float(number) for number in found.values()], float(HOURS))


def hours(setting: str, floor: Floor | None = None) -> int:
    """Give the hours of a year: the federal government reckons with 2,087.

    Where the setting is unknown, the number of the two by which the pay comes nearer to the floor.
    """
    is_longer = setting == "federal" or (setting == "unknown" and floor is not None and floor.unit == "year")
    return FEDERAL_HOURS if is_longer else HOURS


def yearly_floor(floor: Floor, setting: str) -> float:
    """Give the floor in dollars a year."""
    return floor.amount * (hours(setting, floor) if floor.unit == "hour" else 1)


def yearly(pay: Pay, setting: str, floor: Floor | None = None) -> tuple[float | None, float | None]:
    """Give both bounds in dollars a year; None where not stated or, as by the day or item, not to be reckoned."""
    times = float(hours(setting, floor)) if pay.unit == "hour" else PERIODS.get(pay.unit or "")
    if times is None:
        return None, None
    return (None if pay.low is None else pay.low * times), (None if pay.high is None else pay.high * times)


def pay(measure: Measure, offered: Pay, setting: str) -> Answer:
    """Say whether the pay reaches the floor: it is below only where all of the range is."""
    low, high = yearly(offered, setting, measure.floor)
    if low is None and high is None:
        return Answer("unknown" if measure.floor else "none", weights()["pay"]["unknown"], says="not told")
    floor = yearly_floor(measure.floor, setting) if measure.floor else None
    marks = [mark for mark in (floor, measure.median) if mark]
    value = float(_value(_middle(low, high), marks))
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


def _value(middle: Reals | float, marks: Sequence[Reals | float]) -> Reals | float:
    """The mean of how the middle of the range stands to each mark: the floor and the region's median, as far as known."""
    points = weights()["pay"]
    parts = [
        np.minimum(np.maximum(points["at"] + (middle / mark - 1) / points["span"] * points["at"], 0.0), 1.0)
        for mark in marks
    ]
    return sum(parts) / len(parts) if parts else points["at"]
