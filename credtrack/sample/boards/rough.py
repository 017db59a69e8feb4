"""Which trap does each board of the rough market set, and what should a truthful crawl say of it?"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import cycle
from typing import Literal

from crawler.posting import BoardReport
from credtrack.sample.boards.faults import Fault
from credtrack.sample.boards.http import Asked
from credtrack.sample.facts import SampleEmployer

Expect = Literal["complete", "posting_fails", "not_complete", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """One row of rough.toml."""

    name: str
    asked: Asked
    change: str
    expect: Expect
    times: int | None = None
    skip: int = 0

    def fault(self, employer: SampleEmployer) -> Fault:
        """Set this trap on the employer's board."""
        # Employers that share a host share its robots.txt, but not the rest.
        last = employer.board.rpartition("/")[2]
        path = "" if self.asked == "robots" or employer.platform == "jsonld" else f"/{last}/"
        return Fault(
            employer=employer.slug,
            asked=self.asked,
            change=self.change,
            path=path,
            times=self.times,
            skip=self.skip,
        )


@cache
def traps(platform: str) -> tuple[Trap, ...]:
    """List a platform's traps, in the order of rough.toml."""
    text = files("credtrack.sample.boards").joinpath("rough.toml").read_text("utf-8")
    return tuple(Trap(**row) for row in tomllib.loads(text)[platform])


def set_traps(employers: Iterable[SampleEmployer]) -> dict[str, tuple[Trap, Fault]]:
    """Give each employer, by slug, the next trap of its platform."""
    turns: dict[str, cycle[Trap]] = {}
    placed = {}
    for employer in employers:
        turn = turns.setdefault(employer.platform, cycle(traps(employer.platform)))
        trap = next(turn)
        placed[employer.slug] = (trap, trap.fault(employer))
    return placed


def told(report: BoardReport, open_postings: int) -> Expect:
    """Say what a crawl reported of a board with that many open coder postings, in the words of rough.toml."""
    if report.outcome == "refused":
        return "refused"
    missed = report.failed + report.blocked
    if missed and report.fetched + missed == open_postings:
        return "posting_fails"
    is_whole = report.outcome == "complete" and report.fetched == open_postings
    return "complete" if is_whole else "not_complete"
