"""Which counts does an answer about a region rest on?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from sqlite_utils.db import Database

from db.counting import (
    Employers,
    Pay,
    alike,
    employers_of,
    months_of,
    pay_of,
    sums_by_class,
    sums_by_credential,
    sums_by_mark,
)
from db.frame import REMOTE, SPLIT, UNKNOWN, Frame, Numbers, frame
from db.intervals import Shares, Sums, Weights, shares
from db.requests import Request
from db.selection import EVERYWHERE, select
from db.statements import statement
from nlp.shapes import Level

LEVELS = {"named": "any", "required": "required", "preferred": "preferred"}
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
    found = select(openings, asked)
    employers = employers_of(openings, found.chosen)
    return Figures(
        openings=len(found.chosen),
        employers=len(employers.size),
        postings=int(openings.postings.take(found.chosen).sum()),
        open_now=int(np.count_nonzero(openings.is_open.take(found.chosen))),
        sections=_sections(openings, found.chosen, employers, asked.level) | _remote(openings, found.placed),
        pay=tuple(pay_of(openings, found.chosen, employers, asked.level or "any", FEWEST_FOR_QUARTILES)),
        top_employers=tuple(_top(openings, employers)),
        months=tuple(months_of(openings, found.chosen, employers, MOST_MONTHS)),
        remote_scope=dict(zip(EVERYWHERE, found.remote, strict=True)),
        remote_employers=found.remote_employers,
        wages=next(iter(db.execute(statement("demand_wages"), asdict(asked.region))), None),
        placeless=openings.placeless,
        everywhere=len(openings),
    )


def _sections(
    openings: Frame, rows: Numbers, employers: Employers, asked_level: Level | None
) -> dict[str, Section]:
    if not len(rows):
        return {}
    shapes, found = openings.shapes, alike(openings, rows, employers)
    level = asked_level or "any"
    split = shapes.split[level].take(found.shape)
    parts = {
        section: (shapes.credentials, sums_by_credential(employers, found, shapes.asks[each]))
        for section, each in ({level: level} if asked_level else LEVELS).items()
    }
    parts["split"] = SPLIT, sums_by_class(employers, found.own, split, len(SPLIT), found.count)
    parts["unknown"] = UNKNOWN, sums_by_mark(employers, openings.lacking, rows)
    return _counted(parts, employers.weights)


def _remote(openings: Frame, rows: Numbers) -> dict[str, Section]:
    if not len(rows):
        return {}
    employers, status = employers_of(openings, rows), openings.remote_status.take(rows)
    parts = {"remote share": (REMOTE, sums_by_class(employers, employers.own, status, len(REMOTE)))}
    return _counted(parts, employers.weights)


def _counted(parts: Mapping[str, tuple[tuple[str, ...], Sums]], employers: Weights) -> dict[str, Section]:
    """Take all shares of the same openings at once, and part them again into their sections."""
    joined = Sums(*(np.concatenate(each) for each in zip(*(sums for _, sums in parts.values()), strict=True)))
    counted, found, begin = shares(joined, employers), {}, 0
    for section, (names, _) in parts.items():
        found[section] = Section(names, counted.part(slice(begin, begin + len(names))))
        begin += len(names)
    return found


def _top(openings: Frame, employers: Employers) -> list[tuple[str, int]]:
    """Give the employer systems with most openings, those with as many by name."""
    if not len(employers.size):
        return []
    least = np.sort(employers.size)[-MOST_EMPLOYERS:][0]
    most = np.flatnonzero(employers.size >= least)
    ranked = sorted((-int(employers.size[each]), openings.names[employers.cluster[each]]) for each in most)
    return [(name, -count) for count, name in ranked[:MOST_EMPLOYERS]]
