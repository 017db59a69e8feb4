"""Which boards does the crawl bench crawl? Those of the sample market, made as large and as mixed as it needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle, islice
from random import Random

from credtrack.bench.inputs import SEED, market
from credtrack.sample.facts import Place, SampleEmployer, SamplePosting
from credtrack.sample.rough_market import words

OTHERS_PER_CODER = 19
PLACES = 60
PARAGRAPHS = 14
PARAGRAPH = (
    "The department serves a county hospital and its clinics. Records are read in the order in which they "
    "come in, questions go to the physician who wrote the note, and each week ends with a review of ten charts. "
)
plain_words = partial(words, body=f"<p>{PARAGRAPH}</p>" * PARAGRAPHS)
"""Puts a posting into words quickly; for boards too large to be composed."""


@dataclass(frozen=True, slots=True)
class SomeBoards:
    """Some employers of the sample market, with postings that are all open."""

    employers: tuple[SampleEmployer, ...]
    postings: tuple[SamplePosting, ...]


def details_market(size: int) -> SomeBoards:
    """Give that many open coder postings that each have a page, on the boards that have the most of them."""
    by_board: dict[SampleEmployer, list[SamplePosting]] = {}
    for posting in _of_class("coder"):
        by_board.setdefault(posting.board_employer, []).append(posting)
    largest = sorted(by_board.values(), key=len, reverse=True)
    return _boards(islice((posting for board in largest for posting in board), size))


def mostly_others(size: int) -> SomeBoards:
    """Give that many open postings of which one in twenty is a coder's, on boards that show pages."""
    coders = details_market(size // (OTHERS_PER_CODER + 1))
    wanted = size - len(coders.postings)
    others = islice(_spread(cycle(_of_class("other")), coders.employers), wanted)
    return _boards([*coders.postings, *others])


def large_board(size: int) -> SomeBoards:
    """Give one Workday site with that many open postings in many places, one in twenty a coder's."""
    site = next(employer for employer in market().employers if employer.platform == "workday")
    kinds = cycle([*islice(cycle(_of_class("other")), OTHERS_PER_CODER), next(iter(_of_class("coder")))])
    rng = Random(SEED)
    places = _places()
    return _boards(_moved(posting, rng.choice(places)) for posting in islice(_spread(kinds, [site]), size))


def _boards(postings: Iterable[SamplePosting]) -> SomeBoards:
    taken = tuple(postings)
    return SomeBoards(tuple({posting.board_employer: None for posting in taken}), taken)


def _of_class(job_class: str) -> list[SamplePosting]:
    """List the market's postings of a class that have pages of their own, all open."""
    return [
        replace(posting, closed_on=None)
        for posting in market().postings
        if posting.opening.job_class == job_class and posting.board_employer.platform != "greenhouse"
    ]


def _spread(postings: Iterable[SamplePosting], boards: Sequence[SampleEmployer]) -> Iterator[SamplePosting]:
    """Yield the postings on one board after another, each with an id and a requisition of its own."""
    for number, (posting, board) in enumerate(zip(postings, cycle(boards))):
        name = f"R-9{number:06}" if board.platform == "workday" else f"9{number:06}"
        yield replace(posting, board_employer=board, native_id=name, requisition=name)


def _places() -> list[Place]:
    found = {(place.city, place.state): place for employer in market().employers for place in employer.places}
    return list(found.values())[:PLACES]


def _moved(posting: SamplePosting, place: Place) -> SamplePosting:
    return replace(posting, opening=replace(posting.opening, places=(place,)))
