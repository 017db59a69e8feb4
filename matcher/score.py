"""How high does an opening rank, and which part of the score brings how much?"""

from dataclasses import dataclass
from datetime import date

from matcher.finding import STATUSES
from matcher.weights import SCORED, weight, weights


@dataclass(frozen=True, slots=True)
class Points:
    """What each part brings to the score, in points of 100."""

    fit: float
    preferred: float
    pay: float
    wish: float
    place: float
    fresh: float

    @property
    def total(self) -> float:
        """The score, from 0 to 100."""
        return self.fit + self.preferred + self.pay + self.wish + self.place + self.fresh

    def parts(self) -> list[tuple[str, float, float]]:
        """Give each part's name, its points, and the most it can bring."""
        return [(part, getattr(self, part), weight(part)) for part in SCORED]


def fit_value(status: int) -> float:
    """Give the value of a status, from 0 to 1."""
    return weights()["fit"][STATUSES[status]]


def fresh_value(first_on: date | None, today: date) -> float:
    """Give the value of an opening's age: it halves with every half-life."""
    table = weights()["fresh"]
    if first_on is None:
        return table["unknown"]
    return float(0.5 ** (max((today - first_on).days, 0) / table["half_life_days"]))


def points(status: int, preferred: float, pay: float, wish: float, place: float, fresh: float) -> Points:
    """Give the points of an opening from the values of its parts."""
    return Points(
        fit=weight("fit") * fit_value(status),
        preferred=weight("preferred") * preferred,
        pay=weight("pay") * pay,
        wish=weight("wish") * wish,
        place=weight("place") * place,
        fresh=weight("fresh") * fresh,
    )
