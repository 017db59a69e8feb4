"""Which openings fit a coder best?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import numpy as np
from sqlite_utils.db import Database

from db.connect import kind_of
from matcher.compared import Compared, Small, compare
from matcher.errors import MatchError
from matcher.finding import FITS, NEAR, STATUSES
from matcher.fit import Fit, judge_of
from matcher.market import EPOCH, Numbers, market
from matcher.profile import Profile
from matcher.shown import Shown, shown

LIMIT = 25
Order = Literal["score", "newest"]


@dataclass(frozen=True, slots=True)
class Match:
    """One opening with how it fits; `fit.points` are the score's parts."""

    opening: Shown
    first_on: date
    fit: Fit


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best openings, and how many there are by status; `openings` are all that stand open."""

    kind: str
    today: date
    openings: int
    counts: dict[str, int]
    matches: tuple[Match, ...]

    @property
    def fitting(self) -> int:
        """How many openings nothing known speaks against."""
        return sum(self.counts[status] for status in FITS)


def rank(
    db: Database,
    profile: Profile,
    *,
    limit: int = LIMIT,
    near: bool = False,
    order: Order = "score",
    today: date | None = None,
) -> Ranking:
    """Give the openings that stand open and fit, best first; with `near`, also those that a credential or years are short of.

    Equal scores stand by day of first posting, newest first, then by a hash of the first posting's key, so that no order of
    storing changes them. `order` "newest" leaves the score aside.
    """
    now = today or datetime.now().astimezone().date()
    openings = market(db)
    found = compare(openings, judge_of(profile, now))
    status = found.status()
    shown_most = STATUSES.index(NEAR[-1] if near else FITS[-1])
    at = np.flatnonzero(openings.is_open & (status <= shown_most))
    best = _best(found, at, status[at], limit, order)
    counts = np.bincount(status[openings.is_open], minlength=len(STATUSES))
    return Ranking(
        kind=kind_of(db),
        today=now,
        openings=int(openings.is_open.sum()),
        counts=dict(zip(STATUSES, counts.tolist(), strict=True)),
        matches=tuple(_matches(db, found, best)),
    )


def match_of(db: Database, profile: Profile, opening: int, today: date | None = None) -> Match:
    """Give how one opening fits, open or closed. Raises MatchError where no coder opening has that number."""
    openings = market(db)
    at = int(np.searchsorted(openings.opening, opening))
    if at >= len(openings) or openings.opening[at] != opening:
        raise MatchError(
            f"opening {opening}: there is no coder opening of that number; a list of matches shows theirs"
        )
    found = compare(openings, judge_of(profile, today or datetime.now().astimezone().date()))
    return next(iter(_matches(db, found, [at])))


def _best(found: Compared, at: Numbers, status: Small, limit: int, order: Order) -> Numbers:
    """Give the places of the best, in their order."""
    openings = found.market
    first = -openings.first_day[at].astype(np.float64)
    score = -found.score(at, status) if order == "score" else first
    if limit < len(at):
        last = np.partition(score, limit - 1)[limit - 1] if limit else -np.inf
        chosen = score <= last
        at, score, first = at[chosen], score[chosen], first[chosen]
    best: Numbers = at[np.lexsort((openings.tie[at], first, score))][:limit]
    return best


def _matches(db: Database, found: Compared, places: Iterable[int]) -> Iterable[Match]:
    openings = found.market
    at = [int(place) for place in places]
    words = shown(db, [int(openings.opening[place]) for place in at])
    for place in at:
        day = EPOCH + timedelta(days=int(openings.first_day[place]))
        yield Match(words[int(openings.opening[place])], day, found.judge.fit(openings.facts(place)))
