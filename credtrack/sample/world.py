"""Which employers, openings and postings make up a sample job market?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from credtrack.sample.chance import Habits, habits, stream
from credtrack.sample.employers import make_employers, weigh
from credtrack.sample.facts import Opening, SampleEmployer, SamplePosting
from credtrack.sample.openings import Ground, draw_opening
from credtrack.sample.pay import state_scores
from credtrack.sample.scenario import Scenario, load
from credtrack.sample.timeline import Numbers, Poster, Span, draw_span

Size = Literal["demo", "full"]
OPENINGS: dict[Size, int] = {"demo": 2_250, "full": 20_000}


@dataclass(frozen=True, slots=True)
class Market:
    """One sample market, all of it known; postings are in the order of their first day."""

    scenario: str
    today: date
    employers: tuple[SampleEmployer, ...]
    openings: tuple[Opening, ...]
    postings: tuple[SamplePosting, ...]


def build_market(size: Size, scenario: str, seed: int, today: date) -> Market:
    """Build the market of that size, scenario and seed over the two years up to today; always the same one.

    Raises ScenarioError where no such scenario ships.
    """
    chances = load(scenario)
    employers = make_employers(chances, size, stream(seed, "employers"))
    numbers = Numbers(stream(seed, "numbers"))
    drawn = _openings(chances, employers, numbers, OPENINGS[size], seed, today)
    poster = Poster(chances, employers, numbers, today, stream(seed, "postings"))
    postings = [posting for opening, span in drawn for posting in poster.post(opening, span)]
    postings.sort(key=lambda posting: (posting.posted_on, posting.id))
    return Market(scenario, today, employers, tuple(opening for opening, _ in drawn), tuple(postings))


def _openings(
    scenario: Scenario,
    employers: tuple[SampleEmployer, ...],
    numbers: Numbers,
    count: int,
    seed: int,
    today: date,
) -> list[tuple[Opening, Span]]:
    """Draw openings in the order of their first day, so that numbers grow with time."""
    ground = Ground(scenario, today, state_scores(seed))
    spans = _spans(scenario, employers, count, seed, today)
    rng = stream(seed, "openings")
    drawn = []
    for number, (habit, span) in enumerate(spans):
        requisition = numbers.requisition(habit.employer, span.opened.year)
        drawn.append((draw_opening(ground, habit, f"opening-{number:05}", requisition, span, rng), span))
    return drawn


def _spans(
    scenario: Scenario, employers: tuple[SampleEmployer, ...], count: int, seed: int, today: date
) -> list[tuple[Habits, Span]]:
    """Who opens an opening, and when: every employer by its weight."""
    rng = stream(seed, "spans")
    weights = weigh(employers, rng)
    owners = rng.choices(habits(employers, stream(seed, "habits")), weights, k=count)
    spans = [(owner, draw_span(scenario, today, rng)) for owner in owners]
    return sorted(spans, key=lambda pair: pair[1].opened)
