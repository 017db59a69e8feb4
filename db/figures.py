"""Which counts does an answer about a region rest on?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from sqlite_utils.db import Database

from db.counted import REMOTE, UNKNOWN, Counted
from db.counting import (
    Employers,
    Pay,
    employers_of,
    months_of,
    pay_of,
    sums_by_class,
    sums_by_mark,
)
from db.frame import Frame, frame
from db.intervals import Shares, Sums, Weights, shares
from db.naming import SPLIT, levels_of
from db.requests import Request
from db.selection import EVERYWHERE, select
from db.statements import statement
from nlp.shapes import Level

LEVELS = {"any": "named", "required": "required", "preferred": "preferred"}
MOST_MONTHS = 24
MOST_EMPLOYERS = 10
FEWEST_FOR_QUARTILES = 4


@dataclass(frozen=True, slots=True)
class Section:
    """Shares of the same openings, by name."""

    names: tuple[str, ...]
    shares: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is counted for one request; `sections` holds its shares by section, where there are openings."""

    openings: int
    employers: int
    postings: int
    open_now: int
    sections: Mapping[str, Section]
    pay: tuple[Pay, ...]
    top_employers: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int, int], ...]
    remote_scope: Mapping[str, int]
    remote_employers: int
    wages: tuple[str | float | None, ...] | None
    placeless: int
    everywhere: int


def figures(db: Database, asked: Request) -> Figures:
    """Count what a request asks for, from the frame of all openings."""
    openings = frame(db)
    meant = select(openings, asked)
    found = openings.counted.take(meant.chosen)
    employers = employers_of(found.cluster)
    placed = found if meant.placed is meant.chosen else openings.counted.take(meant.placed)
    return Figures(
        openings=len(found),
        employers=len(employers.size),
        postings=int(found.postings.sum()),
        open_now=int(np.count_nonzero(found.is_open)),
        sections=_sections(openings, found, employers, asked.level) | _remote(openings, placed),
        pay=tuple(pay_of(openings, found, employers, asked.level or "any", FEWEST_FOR_QUARTILES)),
        top_employers=tuple(_top(openings, employers)),
        months=tuple(months_of(found, employers, MOST_MONTHS)),
        remote_scope=dict(zip(EVERYWHERE, meant.remote, strict=True)),
        remote_employers=meant.remote_employers,
        wages=next(iter(db.execute(statement("demand_wages"), asdict(asked.region))), None),
        placeless=openings.placeless,
        everywhere=len(openings),
    )


def _sections(
    openings: Frame, found: Counted, employers: Employers, level: Level | None
) -> dict[str, Section]:
    if not len(found):
        return {}
    shapes = openings.shapes
    names = {LEVELS[each]: shapes.credentials for each in levels_of(level or "")}
    of_classes = sums_by_class(employers, found, shapes.classes[level or ""])
    unknown = sums_by_mark(employers, openings.lacking, found.lacking)
    return _counted({**names, "split": SPLIT, "unknown": UNKNOWN}, [of_classes, unknown], employers.weights)


def _remote(openings: Frame, placed: Counted) -> dict[str, Section]:
    if not len(placed):
        return {}
    employers = employers_of(placed.cluster)
    sums = sums_by_mark(employers, openings.remote_status, placed.remote)
    return _counted({"remote share": REMOTE}, [sums], employers.weights)


def _counted(
    names: Mapping[str, tuple[str, ...]], sums: Sequence[Sums], employers: Weights
) -> dict[str, Section]:
    """Take all shares of the same openings at once, and part them into their sections, whose names are in their order."""
    counted = shares(Sums(*(np.concatenate(each) for each in zip(*sums, strict=True))), employers)
    found, begin = {}, 0
    for section, each in names.items():
        found[section] = Section(each, counted.part(slice(begin, begin + len(each))))
        begin += len(each)
    return found


def _top(openings: Frame, employers: Employers) -> list[tuple[str, int]]:
    """Give the employer systems with most openings, those with as many by name."""
    if not len(employers.size):
        return []
    least = np.sort(employers.size)[-MOST_EMPLOYERS:][0]
    most = np.flatnonzero(employers.size >= least)
    ranked = sorted((-int(employers.size[each]), openings.names[employers.cluster[each]]) for each in most)
    return [(name, -count) for count, name in ranked[:MOST_EMPLOYERS]]
