"""How does a profile stand to every opening of a market: a status each, and the values of the score's parts?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from matcher.asks import Asked, asked
from matcher.experience import experience
from matcher.finding import STATUSES, Answer
from matcher.fit import Judge
from matcher.market import EPOCH, Codes, Market, Numbers
from matcher.pay import pay_all
from matcher.score import fit_value, fresh_value
from matcher.weights import weight
from matcher.whereabouts import place
from matcher.wishes import Wishes, wishes

Reals = NDArray[np.float64]
Small = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer to each case of a market: openings hold the cases' numbers."""

    market: Market
    judge: Judge
    asks: tuple[Asked, ...]
    years: tuple[Answer, ...]
    wheres: tuple[Answer, ...]
    pays: tuple[Small, Reals]
    """Status and value of each amount of pay."""
    wishes: tuple[Wishes, ...]

    def status(self) -> Small:
        """Give the status of every opening, by its place in STATUSES: the worst that a part gives."""
        return self._worst(_statuses(self.asks)[self.market.shape])

    def rest(self) -> Small:
        """Give the status of every opening but for its credentials."""
        return self._worst(np.zeros(len(self.market), dtype=np.int8))

    def _worst(self, found: Small) -> Small:
        market = self.market
        tables: tuple[tuple[Small, Codes], ...] = (
            (_statuses(self.years), market.years),
            (_statuses(self.wheres), market.where),
            (self.pays[0], market.paid),
        )
        for table, codes in tables:
            if table.any():
                np.maximum(found, table[codes], out=found)
        return found

    def score(self, at: Numbers, status: Small) -> Reals:
        """Give the scores of the openings at these places, whose statuses are `status`."""
        market = self.market
        days, day = np.unique(market.first_day[at], return_inverse=True)
        fresh = [fresh_value(EPOCH + timedelta(days=int(number)), self.judge.today) for number in days]
        found = _points("fit", [fit_value(number) for number in range(len(STATUSES))])[status]
        found += _points("preferred", (answer.value for answer in self.asks))[market.shape[at]]
        found += (weight("pay") * self.pays[1])[market.paid[at]]
        found += _points("wish", (answer.value for answer in self.wishes))[market.work[at]]
        found += _points("place", (answer.value for answer in self.wheres))[market.where[at]]
        found += _points("fresh", fresh)[day]
        return found


def compare(market: Market, judge: Judge) -> Compared:
    """Ask the rules once for each case of a market."""
    said = judge.profile
    return Compared(
        market=market,
        judge=judge,
        asks=tuple(asked(case, judge.holder) for case in market.asks),
        years=tuple(experience(said, *case) for case in market.terms),
        wheres=tuple(place(judge.ground, case) for case in market.wheres),
        pays=pay_all(judge.measure, market.amounts),
        wishes=tuple(wishes(said, case) for case in market.works),
    )


def _statuses(answers: Sequence[Asked] | Sequence[Answer]) -> Small:
    return np.fromiter((answer.status for answer in answers), dtype=np.int8, count=len(answers))


def _points(part: str, values: Iterable[float]) -> Reals:
    return np.array([weight(part) * value for value in values], dtype=np.float64)
