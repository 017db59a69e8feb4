"""Which counts does an answer about a region rest on?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from sqlite_utils.db import Database

from db.counting import (
    Employers,
    Pay,
    employers_of,
    hits_by_class,
    hits_by_credential,
    hits_by_mark,
    months_of,
    pay_of,
)
from db.frame import REMOTE, SPLIT, UNKNOWN, Frame, frame
from db.intervals import Hits, Shares, shares
from db.requests import Request
from db.selection import EVERYWHERE, Selection, select
from db.statements import statement

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
        postings=int(openings.postings[found.chosen].sum()),
        open_now=int(openings.is_open[found.chosen].sum()),
        sections=_sections(openings, found, employers, asked),
        pay=tuple(pay_of(openings, found.chosen, employers, asked.level or "any", FEWEST_FOR_QUARTILES)),
        top_employers=tuple(_top(openings, employers)),
        months=tuple(months_of(openings, found.chosen, employers, MOST_MONTHS)),
        remote_scope=dict(zip(EVERYWHERE, found.remote, strict=True)),
        remote_employers=found.remote_employers,
        wages=next(iter(db.execute(statement("demand_wages"), asdict(asked.region))), None),
        placeless=openings.placeless,
        everywhere=len(openings),
    )


def _sections(openings: Frame, found: Selection, employers: Employers, asked: Request) -> dict[str, Section]:
    rows = found.chosen
    level = asked.level or "any"
    levels = {asked.level: level} if asked.level else LEVELS
    named = hits_by_credential(openings, rows, employers, list(levels.values()))
    credentials = openings.shapes.credentials
    split = openings.shapes.split[level][openings.shape[rows]]
    parts = [
        *((section, credentials, hits) for section, hits in zip(levels, named, strict=True)),
        ("split", SPLIT, hits_by_class(employers, split, len(SPLIT))),
        ("unknown", UNKNOWN, hits_by_mark(employers, openings.lacking, rows)),
    ]
    placed = employers_of(openings, found.placed)
    said = hits_by_class(placed, openings.remote_status[found.placed], len(REMOTE))
    return _counted(parts, employers) | _counted([("remote share", REMOTE, said)], placed)


def _counted(parts: Sequence[tuple[str, tuple[str, ...], Hits]], employers: Employers) -> dict[str, Section]:
    """Take all shares of the same openings at once, and part them again into their sections."""
    ends = np.cumsum([len(names) for _, names, _ in parts])
    begins = [0, *ends[:-1].tolist()]
    joined = Hits(
        np.concatenate([hits.share + begin for (*_, hits), begin in zip(parts, begins, strict=True)]),
        np.concatenate([hits.employer for *_, hits in parts]),
        np.concatenate([hits.count for *_, hits in parts]),
    )
    counted = shares(joined, employers.size, int(ends[-1]))
    if not counted:
        return {}
    return {
        section: Section(names, counted.part(np.arange(begin, begin + len(names))))
        for (section, names, _), begin in zip(parts, begins, strict=True)
    }


def _top(openings: Frame, employers: Employers) -> list[tuple[str, int]]:
    """Give the employer systems with most openings, those with as many by name."""
    if not len(employers.size):
        return []
    least = np.sort(employers.size)[-MOST_EMPLOYERS:][0]
    most = np.flatnonzero(employers.size >= least)
    ranked = sorted((-int(employers.size[each]), openings.names[employers.cluster[each]]) for each in most)
    return [(name, -count) for count, name in ranked[:MOST_EMPLOYERS]]
