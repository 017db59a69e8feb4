"""How are the openings of a frame counted: by employer, by credential, by month, and what do they pay?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.frame import Bools, Frame, Numbers, Reals, expand
from db.intervals import Hits

MOST_CELLS = (
    4_000_000  # a table of shares by employers of this size is filled at once; a larger one is sorted
)


@dataclass(frozen=True, slots=True)
class Employers:
    """The employer systems of some openings: `own[i]` is the place of opening i's in `size` and `cluster`."""

    own: Numbers
    start: Numbers
    size: Numbers
    cluster: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pay:
    """Quartiles in dollars a year, and what they rest on."""

    key: str
    quartiles: tuple[float, float, float]
    openings: int
    employers: int


def employers_of(openings: Frame, rows: Numbers) -> Employers:
    """Give the employer systems of the openings at `rows`, which are in the frame's order."""
    cluster = openings.cluster[rows]
    start, size = runs(cluster)
    return Employers(np.repeat(np.arange(len(start)), size), start, size, cluster[start])


def runs(first: NDArray[np.integer], *others: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Give where each run of rows that are alike begins, and its length."""
    if not len(first):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    begins = np.empty(len(first), dtype=bool)
    begins[0] = True
    np.not_equal(first[1:], first[:-1], out=begins[1:])
    for other in others:
        begins[1:] |= other[1:] != other[:-1]
    start = np.flatnonzero(begins)
    return start, np.diff(start, append=len(first))


def hits_of(employers: Employers, conditions: Sequence[Bools]) -> Hits:
    """Count, for each condition on the openings, how many of each employer meet it."""
    parts: list[tuple[int, Numbers, Numbers]] = []
    for share, condition in enumerate(conditions):
        if len(employers.start):
            counts = np.add.reduceat(condition, employers.start, dtype=np.int64)
            met = np.flatnonzero(counts)
            parts.append((share, met, counts[met]))
    return _joined(parts)


def hits_by_class(employers: Employers, code: NDArray[np.integer], many: int) -> Hits:
    """Count, for each of `many` classes of which every opening has one, how many openings of each employer are of it."""
    cells = np.bincount(employers.own * many + code, minlength=len(employers.size) * many)
    met = np.flatnonzero(cells)
    return Hits(met % many, met // many, cells[met])


def hits_by_credential(
    openings: Frame, rows: Numbers, employers: Employers, levels: Sequence[str]
) -> list[Hits]:
    """Count, for each level, how many openings of each employer name each credential at it."""
    start, count = runs(openings.shape[rows], employers.own)
    asks, many = openings.shapes.asks, len(employers.size)
    run, member = expand(asks.start, openings.shape[rows[start]])
    cell = asks.credential[member] * np.int64(many) + employers.own[start[run]]
    size = len(openings.shapes.credentials) * many
    if size <= MOST_CELLS:
        cells = np.flatnonzero(np.bincount(cell, minlength=size))
    else:
        cells, cell = np.unique(cell, return_inverse=True)
        size = len(cells)
    credential, employer = np.divmod(cells, max(many, 1))
    found = []
    for level in levels:
        counted = count[run] if level == "any" else count[run] * asks.at[level][member]
        total = np.bincount(cell, counted, size)
        found.append(Hits(credential, employer, total if size == len(cells) else total[cells]))
    return found


def _joined(parts: list[tuple[int, Numbers, Numbers]]) -> Hits:
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Hits(nothing, nothing, nothing)
    return Hits(
        np.repeat([share for share, *_ in parts], [len(met) for _, met, _ in parts]),
        np.concatenate([met for _, met, _ in parts]),
        np.concatenate([counts for *_, counts in parts]),
    )


def months_of(openings: Frame, rows: Numbers, employers: Employers, most: int) -> list[tuple[str, int, int]]:
    """Give the last months in which openings were first posted, newest first: openings and employers of each."""
    if not len(rows):
        return []
    month = openings.first_on[rows] // 100
    earliest = int(month.min())
    names = (np.flatnonzero(np.bincount(month - earliest)) + earliest)[::-1][:most]
    place = np.full(int(names[0]) - earliest + 1, len(names))
    place[names - earliest] = np.arange(len(names))
    cell = employers.own * (len(names) + 1) + place[month - earliest]
    cells = np.bincount(cell, minlength=len(employers.size) * (len(names) + 1)).reshape(-1, len(names) + 1)
    counts, employing = cells.sum(axis=0).tolist(), np.count_nonzero(cells, axis=0).tolist()
    return [
        (f"{name // 100:04}-{name % 100:02}", *counted)
        for name, *counted in zip(names.tolist(), counts, employing, strict=False)
    ]


def pay_of(openings: Frame, rows: Numbers, employers: Employers, level: str, fewest: int) -> list[Pay]:
    """Give the quartiles of all openings that state pay and of those that name each credential; most openings first."""
    paid = np.flatnonzero(~np.isnan(openings.pay[rows]))
    if len(paid) < fewest:
        return []
    pay, own = openings.pay[rows[paid]], employers.own[paid]
    asks = openings.shapes.asks
    opening, member = expand(asks.start, openings.shape[rows[paid]])
    if level != "any":
        kept = asks.at[level][member]
        opening, member = opening[kept], member[kept]
    credential = asks.credential[member]
    order = np.argsort(credential, kind="stable")
    ends = np.cumsum(np.bincount(credential, minlength=len(openings.shapes.credentials)))
    found = []
    for code, (end, key) in enumerate(zip(ends, openings.shapes.credentials, strict=True)):
        members = opening[order[ends[code - 1] if code else 0 : end]]
        if len(members) >= fewest:
            found.append(_pay(key, pay[members], own[members]))
    return [_pay("all", pay, own), *sorted(found, key=lambda each: (-each.openings, each.key))]


def _pay(key: str, pay: Reals, own: Numbers) -> Pay:
    return Pay(key, quartiles(pay), len(pay), int(np.count_nonzero(np.diff(own))) + 1)


def quartiles(values: Reals) -> tuple[float, float, float]:
    """Give the quartiles of at least two values, the least and the greatest being the 0th and the 100th percentile."""
    steps = [divmod(quarter * (len(values) - 1), 4) for quarter in (1, 2, 3)]
    wanted = sorted({place for step, _ in steps for place in (step, min(step + 1, len(values) - 1))})
    ordered = np.partition(values, wanted)
    low, middle, high = (
        float((ordered[step] * (4 - rest) + ordered[min(step + 1, len(values) - 1)] * rest) / 4)
        for step, rest in steps
    )
    return low, middle, high
