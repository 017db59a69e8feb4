"""Which traps does each board of the rough market set, and what should a truthful crawl say of it?"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from crawler.posting import BoardReport
from credtrack.sample.boards.faults import Fault
from credtrack.sample.boards.http import Asked
from credtrack.sample.facts import SampleEmployer

Expect = Literal["complete", "posting_fails", "posting_closes", "not_complete", "refused"]
GIVEN = "addresses in its row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """One trap: what befalls a board's answers, from which day of the crawl on, and how the first day should be reported.

    A trap without a `change` is the platform's own doing. `others` is the number of postings of other work on
    the board (None: as its platform has it). With `drops_late` its list shows a coder's posting that is closed. `waived` says whether the
    host's owner has permitted what its rules forbid.
    """

    name: str
    expect: Expect
    asked: Asked = "other"
    change: str = ""
    times: int | None = None
    skip: int = 0
    day: int = 1
    others: int | None = None
    drops_late: bool = False
    waived: bool = False

    def fault(self, employer: SampleEmployer, days: Sequence[date]) -> Fault | None:
        """Set this trap on the employer's board, from its day on; None where the platform itself does."""
        if not self.change:
            return None
        return Fault(
            employer=employer.slug,
            asked=self.asked,
            change=self.change,
            times=self.times,
            skip=self.skip,
            since=days[self.day - 1],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """How the rough market plays one platform: its boards' names, its postings' numbers, its own traps and shared ones.

    `addresses` are the paths that its boards' rows give, where the host keeps its list from robots; `others` is
    how many postings of other work a board shows unless its trap says more.
    """

    name: str
    board: str
    numbers: str
    own: tuple[Trap, ...]
    shared: tuple[Trap, ...]
    addresses: tuple[str, ...] = ()
    others: int = 1


@cache
def platforms() -> tuple[Platform, ...]:
    """List the platforms in the order of rough.toml, each with its own traps and those that it shares."""
    text = files("credtrack.sample.boards").joinpath("rough.toml").read_text("utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    shared = {name: tuple(Trap(**row) for row in rows) for name, rows in tables["sets"].items()}
    return tuple(_platform(name, dict(row), shared) for name, row in tables["platforms"].items())


def _platform(name: str, row: dict[str, Any], shared: dict[str, tuple[Trap, ...]]) -> Platform:
    own = tuple(Trap(**trap) for trap in row.pop("own", ()))
    without = frozenset(row.pop("without", ()))
    common = tuple(trap for kind in row.pop("sets") for trap in shared[kind] if trap.name not in without)
    addresses = tuple(row.pop("addresses", ()))
    return Platform(name=name, own=own, shared=common, addresses=addresses, **row)


def told(report: BoardReport, open_postings: int) -> Expect:
    """Say what a crawl reported of a board with that many open coder postings, in the words of rough.toml.

    A board whose list may not be read is whole when all postings at the addresses in its row are stored.
    """
    if report.outcome == "refused":
        return "refused"
    missed = report.failed + report.blocked
    if missed and report.fetched + missed == open_postings:
        return "posting_fails"
    to_its_end = report.outcome == "complete" or (report.outcome == "partial" and GIVEN in report.note)
    if missed or not to_its_end or report.fetched != open_postings:
        return "not_complete"
    return "posting_closes" if report.closed else "complete"
