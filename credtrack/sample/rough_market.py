"""Which boards and postings make up the rough market, where each board sets one trap?"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, cycle
from typing import Literal
from uuid import UUID

from credtrack.sample.boards.faults import Fault
from credtrack.sample.boards.rough import Platform, Trap, platforms
from credtrack.sample.boards.shelf import is_open
from credtrack.sample.employers import places
from credtrack.sample.facts import Opening, Place, SampleEmployer, SamplePosting, Written
from credtrack.sample.scenario import read_data

CODERS = 5  # on each board; one of them closes on the second day
PLACES = 4
POSTED_BEFORE = timedelta(days=30)
BODY = "<p>Reads records of a hospital and assigns codes.</p>\n<ul><li>CPC or CCS required</li></ul>"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NUMBERS: dict[str, Callable[[int], str]] = {
    "digits": lambda at: str(500_000 + at),
    "long": lambda at: str(744_000_111_000_000 + at),
    "workday": lambda at: f"R-{500_000 + at}",
    "uuid": lambda at: str(UUID(int=0x5B0C1D2E_1111_4222_8333_000000000000 + at)),
    "hex": lambda at: f"{0x1A2B000000 + at:010X}",
    "letters": lambda at: "o" + "".join(LETTERS[at // 26**power % 26] for power in range(7)),
}


@dataclass(frozen=True, slots=True)
class RoughMarket:
    """Boards with a trap each, by employer's slug, and the days on which the boards are crawled.

    On the second day each board drops the posting named in `gone`.
    """

    employers: tuple[SampleEmployer, ...]
    postings: tuple[SamplePosting, ...]
    traps: dict[str, Trap]
    gone: dict[str, str]
    days: tuple[date, ...]

    @property
    def faults(self) -> list[Fault]:
        """What goes wrong, and on which board."""
        found = (self.traps[employer.slug].fault(employer, self.days) for employer in self.employers)
        return [fault for fault in found if fault is not None]

    def open_on(self, day: date) -> Counter[str]:
        """How many coders' postings each board has open on a day, by employer's slug."""
        return Counter(
            posting.board_employer.slug
            for posting in self.postings
            if posting.opening.job_class == "coder" and is_open(posting, day)
        )


def build_rough(today: date, only: frozenset[str] = frozenset(), every: int = 1) -> RoughMarket:
    """Make the market that is crawled on three days up to `today`; of some platforms only where they are named.

    Of the traps that platforms share, each sets one in `every`, others on the next platform, so that all are set.
    """
    days = tuple(today - timedelta(days=back) for back in (2, 1, 0))
    numbers = count()
    employers: list[SampleEmployer] = []
    postings: list[SamplePosting] = []
    traps, gone = {}, {}
    for turn, platform in enumerate(platforms()):
        chosen = platform.own + platform.shared[turn % every :: every]
        for at, trap in enumerate(chosen if not only or platform.name in only else ()):
            employer = _employer(platform, trap, at)
            own = list(_postings(platform, trap, employer, days, numbers))
            employers.append(employer)
            postings += own
            traps[employer.slug] = trap
            gone[employer.slug] = next(one.native_id for one in own if one.closed_on == days[1])
    return RoughMarket(tuple(employers), tuple(postings), traps, gone, days)


def words(posting: SamplePosting, body: str = BODY) -> Written:
    """Put a posting into the same few words as any other."""
    place = posting.opening.places[0]
    return Written(
        title=posting.opening.title_hint,
        location=f"{place.city}, {place.state}",
        body=body,
        body_kind="html",
        remote_field=None,
        employment_field=None,
    )


def _employer(platform: Platform, trap: Trap, at: int) -> SampleEmployer:
    slug = f"{platform.name.replace('_', '-')}-{at:02}"
    return SampleEmployer(
        slug=slug,
        name=f"Sample {slug}",
        parent=f"Sample {slug}",
        setting="acute_hospital",
        kind="health system",
        platform=platform.name,
        board=platform.board.format(at=at),
        places=places()[:1],
        addresses=() if trap.waived else platform.addresses,
        permission="the sample market's owner, for its own boards, in rough.toml" if trap.waived else None,
        drops_late=trap.drops_late,
    )


def _postings(
    platform: Platform, trap: Trap, employer: SampleEmployer, days: tuple[date, ...], numbers: Iterator[int]
) -> Iterator[SamplePosting]:
    titles = read_data("rough_titles")
    coders, others = (cycle(map(str, titles[kind])) for kind in ("coder", "other"))  # type: ignore[call-overload]  # lists of titles
    closings: list[date | None] = [*[None] * (CODERS - 1), days[1]]
    closings += [days[0] - timedelta(days=1)] if trap.drops_late else []
    opened = days[0] - POSTED_BEFORE
    for closed_on in closings:
        opening = _opening(employer, next(coders), "coder", opened, places()[0])
        yield _posting(platform, opening, next(numbers), closed_on)
    for at in range(platform.others if trap.others is None else trap.others):
        opening = _opening(employer, next(others), "other", opened, places()[at % PLACES])
        yield _posting(platform, opening, next(numbers), None)


def _posting(platform: Platform, opening: Opening, at: int, closed_on: date | None) -> SamplePosting:
    number = NUMBERS[platform.numbers](at)
    return SamplePosting(
        id=f"{platform.name}:{number}",
        opening=opening,
        board_employer=opening.employer,
        native_id=number,
        kind="original",
        posted_on=opening.opened_on,
        closed_on=closed_on,
        seed=at,
        requisition=f"REQ{at}",
    )


def _opening(
    employer: SampleEmployer, title: str, job_class: Literal["coder", "other"], opened_on: date, place: Place
) -> Opening:
    return Opening(
        key=f"{employer.slug} {title}",
        employer=employer,
        title_hint=title,
        job_class=job_class,
        role="coder",
        remote="onsite",
        places=(place,),
        states=(place.state,),
        states_scope="listed",
        employment_type="full_time",
        opened_on=opened_on,
    )
