"""When is each opening open, and on which boards does it appear, again and in other words?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from credtrack.sample.facts import Opening, SampleEmployer, SamplePosting
from credtrack.sample.scenario import Scenario

YEARS = timedelta(days=730)
REPOST_WITHIN = 60
SEEKERS = frozenset({"staffing_agency", "unknown"})
"""Settings of those who copy others' postings: agencies and job boards."""


@dataclass(frozen=True, slots=True)
class Span:
    """An opening's time: first posted, closed for good (None: still open), and the gap before a repost."""

    opened: date
    closed: date | None
    gap: tuple[date, date] | None = None


class Numbers:
    """The native ids that boards give out, each in its platform's own form."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._last: dict[str, int] = {}

    def requisition(self, employer: SampleEmployer, year: int) -> str:
        """Give an opening its employer's own number; Workday tenants count across their sites."""
        owner = employer.board.split("/")[0]
        number = self._next(f"requisition {owner}", 100_000 if employer.platform == "workday" else 1_000)
        return f"R-{number}" if employer.platform == "workday" else f"{year}-{number}"

    def native_id(self, board: SampleEmployer, requisition: str, again: int = 0) -> str:
        """Return the posting's id on the board; Workday's is the requisition, with a suffix when posted again."""
        match board.platform:
            case "workday":
                return f"{requisition}-{again}" if again else requisition
            case "greenhouse":
                return str(self._next(board.board, 4_000_000_000 + self._rng.randrange(900_000_000)))
            case _:
                return str(self._next(board.board, 10_000))

    def _next(self, key: str, start: int) -> int:
        """Count on; others' openings take some numbers in between."""
        if key not in self._last:
            self._last[key] = start + self._rng.randint(0, 5_000)
        self._last[key] += self._rng.randint(1, 9)
        return self._last[key]


def draw_span(scenario: Scenario, today: date, rng: Random) -> Span:
    """Draw a time within the two years up to today; some close and come back within sixty days."""
    times = scenario.timeline
    opened = today - timedelta(days=int(YEARS.days * (1 - rng.random() ** times["evenness"])))
    days = max(4, round(rng.lognormvariate(0, times["days_spread"]) * times["days_median"]))
    closed = opened + timedelta(days=days)
    if closed > today:
        return Span(opened, None)
    if rng.random() < times["repost"]:
        return _reposted(opened, closed, today, times, rng)
    return Span(opened, closed)


def _reposted(opened: date, closed: date, today: date, times: Mapping[str, float], rng: Random) -> Span:
    again = closed + timedelta(days=rng.randint(1, REPOST_WITHIN - 2))
    if again > today:
        return Span(opened, closed)
    end = again + timedelta(days=max(4, round(times["days_median"] * rng.uniform(0.4, 1.2))))
    return Span(opened, end if end <= today else None, (closed, again))


class Poster:
    """Puts openings on boards: the employer's own, a sibling's, and those of agencies and job boards."""

    def __init__(
        self,
        scenario: Scenario,
        employers: tuple[SampleEmployer, ...],
        numbers: Numbers,
        today: date,
        rng: Random,
    ) -> None:
        self._times = scenario.timeline
        self._numbers = numbers
        self._today = today
        self._rng = rng
        self._siblings = _siblings(employers)
        self._seekers = tuple(employer for employer in employers if employer.setting in SEEKERS)

    def post(self, opening: Opening, span: Span) -> Iterator[SamplePosting]:
        """Every posting of one opening, its own first."""
        until = span.gap[0] if span.gap else span.closed
        yield self._posting(opening, opening.employer, "original", span.opened, until)
        if span.gap:
            yield self._posting(opening, opening.employer, "repost", span.gap[1], span.closed)
        siblings = self._siblings.get(opening.employer.slug, ())
        if siblings and self._rng.random() < self._times["same_requisition"]:
            yield self._posting(opening, self._rng.choice(siblings), "same_requisition", span.opened, until)
        if self._rng.random() < self._times["copy"]:
            yield from self._copy(opening, span.opened, until)

    def _copy(self, opening: Opening, opened: date, until: date | None) -> Iterator[SamplePosting]:
        """Copy it a few days later; copies are taken down about when the original is."""
        others = [seeker for seeker in self._seekers if seeker.slug != opening.employer.slug]
        day = opened + timedelta(days=self._rng.randint(1, 10))
        if not others or opening.job_class == "other" or day >= (until or self._today):
            return
        end = None if until is None else until + timedelta(days=self._rng.randint(0, 7))
        open_end = end if end is not None and end <= self._today else None
        yield self._posting(opening, self._rng.choice(others), "copy", day, open_end)

    def _posting(
        self, opening: Opening, board: SampleEmployer, kind: str, day: date, closed: date | None
    ) -> SamplePosting:
        requisition = self._requisition(opening, board, kind, day)
        again = 1 if kind == "repost" and requisition == opening.requisition else 0
        native = self._numbers.native_id(board, requisition, again)
        return SamplePosting(
            id=f"{board.platform}:{board.board}:{native}",
            opening=opening,
            board_employer=board,
            native_id=native,
            kind=kind,  # type: ignore[arg-type]  # the four kinds are given above
            posted_on=day,
            closed_on=closed,
            seed=self._rng.getrandbits(32),
            requisition=requisition,
        )

    def _requisition(self, opening: Opening, board: SampleEmployer, kind: str, day: date) -> str:
        """Return the opening's own; copies have their poster's number, and every second repost a new one."""
        if kind == "copy" or (kind == "repost" and self._rng.random() < 0.5):
            return self._numbers.requisition(board, day.year)
        return opening.requisition


def _siblings(employers: tuple[SampleEmployer, ...]) -> dict[str, tuple[SampleEmployer, ...]]:
    """Find the other boards of an employer's Workday tenant, by the employer's slug."""
    tenants: dict[str, list[SampleEmployer]] = {}
    for employer in employers:
        if employer.platform == "workday":
            tenants.setdefault(employer.board.split("/")[0], []).append(employer)
    return {
        one.slug: tuple(other for other in family if other is not one)
        for family in tenants.values()
        for one in family
        if len(family) > 1
    }
