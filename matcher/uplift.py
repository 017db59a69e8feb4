"""What would one more credential open, where a coder lives and for what the coder wishes?

All answers rest on the openings first posted within a year, open or closed, that fit in everything but their credentials
and contradict no wish. Those whose place is not told are counted beside.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import and_, or_

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from db.connect import kind_of
from db.intervals import Share, share
from matcher.asks import ALLOWED, ONE_AWAY, UNMET, WITHIN, bits, stands
from matcher.compared import Compared, compare
from matcher.credentials import coding
from matcher.fit import judge_of
from matcher.market import EPOCH, Market, Numbers, market
from matcher.pay import yearly_all
from matcher.profile import Cost, Profile
from matcher.regions import Row, region_rows

DAYS = 365
LEAST_PAID = 5
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Middle:
    """Median of the middles of stated ranges, in dollars a year, and how many openings state one; None under five."""

    dollars: float | None
    openings: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What one credential more would open; `share` is of the population, with its interval clustered by employer.

    `prefers` counts openings that the coder qualifies for already and that prefer the credential; `sooner` those that allow
    months for it; `unplaced` those beside whose place is not told. `settings` are the settings of what is gained.
    """

    credential: str
    openings: int
    share: Share
    settings: tuple[tuple[str, int], ...]
    pay: Middle
    prefers: int
    sooner: int
    unplaced: int
    open_now: int
    cost: Cost | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What each credential more would open; `population` openings of `employers` employers are what all rests on."""

    kind: str
    since: date
    until: date
    population: int
    employers: int
    unplaced: int
    qualifies: Share | None
    pay: Middle
    gains: tuple[Gain, ...]
    regions: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """The openings that the answers rest on, and their numbers in the market."""

    market: Market
    at: Numbers
    clusters: Numbers
    employers: int
    unplaced: Numbers

    def share(self, hits: Bools) -> Share | None:
        """Give the share of the population that is hit."""
        sizes = np.bincount(self.clusters, minlength=self.employers)
        met = np.bincount(self.clusters[hits], minlength=self.employers)
        return share(met.tolist(), sizes.tolist())


def what_if(db: Database, profile: Profile, *, today: date | None = None) -> WhatIf:
    """Give what each credential not held would open, most first; those that open and improve nothing are left out.

    An opening counts as gained where the coder doesn't qualify now, not even within the months allowed, and would with the
    one credential. Months, places, pay and years are judged as in `rank`.
    """
    until = today or datetime.now().astimezone().date()
    openings = market(db)
    found = compare(openings, judge_of(profile, until))
    people = population(found, until)
    status = np.array([answer.status for answer in found.asks], dtype=np.int8)
    now = status[openings.shape[people.at]] <= WITHIN
    return WhatIf(
        kind=kind_of(db),
        since=date.fromordinal(until.toordinal() - DAYS),
        until=until,
        population=len(people.at),
        employers=people.employers,
        unplaced=len(people.unplaced),
        qualifies=people.share(now),
        pay=_middle(openings, people.at[now]),
        gains=tuple(_gains(found, people, status)),
        regions=region_rows(openings, _window(openings, until), profile.home),
    )


def population(found: Compared, until: date) -> Population:
    """Give the openings that fit in everything but their credentials, those of unknown place apart."""
    openings = found.market
    contradicted = np.array([answer.contradicted for answer in found.wishes], dtype=bool)
    told = np.array([answer.verdict != "unknown" for answer in found.wheres], dtype=bool)
    fits = (found.rest() == 0) & _window(openings, until)
    if contradicted.any():
        fits &= ~contradicted[openings.work]
    placed = told[openings.where]
    at = np.flatnonzero(fits & placed)
    employers, clusters = np.unique(openings.cluster[at], return_inverse=True)
    return Population(openings, at, clusters, len(employers), np.flatnonzero(fits & ~placed))


def _window(openings: Market, until: date) -> Bools:
    last = until.toordinal() - EPOCH.toordinal()
    days = openings.first_day
    return (days > last - DAYS) & (days <= last)


def _gains(found: Compared, people: Population, status: NDArray[np.int8]) -> list[Gain]:
    openings, by = found.market, found.judge.holder
    closing = [_closing(found, number) for number in range(len(openings.asks))]
    shapes = openings.shape[people.at]
    gains = []
    for code in coding():
        bit = bits()[code]
        if bit & by.held:
            continue
        opens = np.array([bool(single & bit) for single, *_ in closing], dtype=bool)
        prefers = np.array([bool(preferred & bit) for _, preferred, _ in closing], dtype=bool) & (
            status <= WITHIN
        )
        sooner = np.array([bool(allowed & bit) for *_, allowed in closing], dtype=bool)
        used = (opens | prefers | sooner)[shapes]
        if used.any():
            gains.append(_gain(code, found, people, opens, prefers[shapes], sooner[shapes]))
    return sorted(gains, key=lambda gain: (-gain.openings, -gain.prefers - gain.sooner, gain.credential))


def _closing(found: Compared, number: int) -> tuple[int, int, int]:
    """Give the credentials that alone close one shape's gap, that it prefers besides, and that it allows months for."""
    asks, by = found.market.asks[number], found.judge.holder
    stand = [(stands(choice, by), choice.coding) for choice in asks.required]
    status = found.asks[number].status
    single = reduce(and_, (codes for each, codes in stand if each == UNMET), -1) if status == ONE_AWAY else 0
    allowed = reduce(and_, (codes for each, codes in stand if each == ALLOWED), -1) if status == WITHIN else 0
    unmet = (
        choice.coding for choice in asks.preferred if not (choice.closers & by.held or choice.or_experience)
    )
    return single, reduce(or_, unmet, 0), allowed


def _gain(
    code: str, found: Compared, people: Population, opens: Bools, prefers: Bools, sooner: Bools
) -> Gain:
    openings = people.market
    gained = opens[openings.shape[people.at]]
    at = people.at[gained]
    costs = {cost.credential: cost for cost in found.judge.profile.costs}
    return Gain(
        credential=code,
        openings=len(at),
        share=people.share(gained) or Share(0.0, 0.0, 0.0, 0, 0, 0.0),
        settings=_settings(openings, at),
        pay=_middle(openings, at),
        prefers=int(prefers.sum()),
        sooner=int(sooner.sum()),
        unplaced=int(opens[openings.shape[people.unplaced]].sum()),
        open_now=int(openings.is_open[at].sum()),
        cost=costs.get(code),
    )


def _settings(openings: Market, at: Numbers) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for work, n in enumerate(np.bincount(openings.work[at], minlength=len(openings.works)).tolist()):
        if n:
            setting = openings.works[work].setting
            counts[setting] = counts.get(setting, 0) + n
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _middle(openings: Market, at: Numbers) -> Middle:
    low, high = yearly_all(openings.amounts)
    stated = ((low + high) / 2)[openings.paid[at]]
    stated = stated[~np.isnan(stated)]
    return Middle(float(np.median(stated)) if len(stated) >= LEAST_PAID else None, len(stated))
