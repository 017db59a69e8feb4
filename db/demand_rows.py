"""How is an answer about a region written as a long table?"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np

from db.figures import Figures, Section

WRITTEN_IN_FULL = ("split", "remote share", "unknown")
"""The sections that say of each name its share, even where it is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the long table; `low` and `high` bound a 95 % interval, `n` and `employers` are what it rests on."""

    section: str
    key: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    employers: int | None
    unit: str


COLUMNS = tuple(field.name for field in fields(Row))
cells = attrgetter(*COLUMNS)
"""Give a row's cells, in the order of COLUMNS."""


def plain_row(
    section: str, key: str, value: float | None, n: int | None, employers: int | None, unit: str = "openings"
) -> Row:
    """Give a line without an interval."""
    return Row(section, key, value, None, None, n, employers, unit)


def openings_rows(found: Figures) -> Iterator[Row]:
    """Give how many openings, postings and employers there are."""
    counts = {
        "openings": (found.openings, "openings"),
        "postings": (found.postings, "postings"),
        "open now": (found.open_now, "openings"),
        "employers": (found.employers, "employers"),
    }
    for key, (value, unit) in counts.items():
        yield plain_row("openings", key, value, found.openings, found.employers, unit)


def share_rows(found: Figures) -> Iterator[Row]:
    """Give the shares by credential and level, the split between CPC and CCS, and the remote shares."""
    for section in ("named", "required", "preferred", "split", "remote share"):
        if section in found.sections:
            yield from _shares(section, found.sections[section])


def pay_rows(found: Figures) -> Iterator[Row]:
    """Give the quartiles of pay by credential, in dollars a year, most openings first."""
    for pay in found.pay:
        for name, value in zip(("lower quartile", "median", "upper quartile"), pay.quartiles, strict=True):
            key = f"{pay.key} {name}"
            yield plain_row("pay", key, round(value, 2), pay.openings, pay.employers, "dollars a year")


def outside_rows(found: Figures) -> Iterator[Row]:
    """Give the wage survey's figures, the largest employers, the months, and whom remote openings are open to."""
    if found.wages:
        _, source, employment, *quartiles = found.wages
        for name, value in zip(("lower quartile", "median", "upper quartile"), quartiles, strict=True):
            people = int(employment) if isinstance(employment, (int, float)) else None
            key = f"{source}: {name}"
            yield plain_row("wage survey", key, _number(value), people, None, "dollars a year")
    for name, count in found.top_employers:
        yield plain_row("top employers", name, count, count, 1)
    for month, count, employers in found.months:
        yield plain_row("new by month", month, count, count, employers)
    everywhere = sum(found.remote_scope.values())
    for name, count in found.remote_scope.items():
        yield plain_row("remote openings everywhere", name, count, everywhere, found.remote_employers)


def unknown_rows(found: Figures) -> Iterator[Row]:
    """Give the shares of openings that leave a thing unsaid."""
    if "unknown" in found.sections:
        yield from _shares("unknown", found.sections["unknown"])
    yield plain_row("unknown", "no place known, everywhere", found.placeless, found.everywhere, None)


def _shares(name: str, section: Section) -> Iterator[Row]:
    """Give the rows of one section; of credentials those that are named at all, most named first."""
    shares = section.shares
    order = list(range(len(section.names)))
    if name not in WRITTEN_IN_FULL:
        order = sorted(
            np.flatnonzero(shares.hits).tolist(), key=lambda at: (-shares.hits[at], section.names[at])
        )
    for at in order:
        value, low, high = (round(float(each[at]), 4) for each in (shares.estimate, shares.low, shares.high))
        yield Row(name, section.names[at], value, low, high, shares.n, shares.employers, "share")


def _number(value: str | float | None) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
