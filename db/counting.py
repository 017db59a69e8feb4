"""How are the openings of a frame counted: by employer, by credential, by month, and what do they pay?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.frame import Frame, Marks, Numbers, Reals, expand
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


def hits_by_mark(employers: Employers, marks: Marks, rows: Numbers) -> Hits:
    """Count, for each of the truths, how many openings of each employer at `rows` it holds of."""
    parts: list[tuple[int, Numbers, Numbers]] = []
    for word, packed in enumerate(marks.packed if len(rows) else ()):
        total = np.add.reduceat(packed[rows], employers.start)
        for place in range(marks.each):
            counts = (total >> place * marks.bits) & ((1 << marks.bits) - 1)
            met = np.flatnonzero(counts)
            parts.append((word * marks.each + place, met, counts[met]))
    return _joined(parts)


def hits_by_class(employers: Employers, code: NDArray[np.integer], many: int) -> Hits:
    """Count, for each of `many` classes of which every opening has one, how many openings of each employer are of it."""
    cells = np.bincount(employers.own * many + code, minlength=len(employers.size) * many)
    met = np.flatnonzero(cells > 0)
    return Hits(met % many, met // many, cells[met])


def hits_by_credential(
    openings: Frame, rows: Numbers, employers: Employers, levels: Sequence[str]
) -> list[Hits]:
    """Count, for each level, how many openings of each employer name each credential at it."""
    start, count = runs(openings.shape[rows], employers.own)
    asks, many = openings.shapes.asks, len(employers.size)
    run, member = expand(asks.start, openings.shape[rows[start]])
    cell = asks.credential[member] * np.int64(many) + employers.own[start[run]]
    cells, cell = _compact(cell, len(openings.shapes.credentials) * many)
    found = []
    for level in levels:
        counted = count[run] if level == "any" else count[run] * asks.at[level][member]
        total = np.bincount(cell, counted, len(cells))
        met = np.flatnonzero(total > 0)  # of booleans: several times as quick
        found.append(_parted(cells[met], total[met], many))
    return found


def _compact(cell: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Give the cells of a table of that size that are named at all, in order, and the place of each name among them."""
    if size > MOST_CELLS:
        return np.unique(cell, return_inverse=True)
    is_named = np.zeros(size, dtype=bool)
    is_named[cell] = True
    cells = np.flatnonzero(is_named)
    place = np.empty(size, dtype=np.int64)
    place[cells] = np.arange(len(cells))
    return cells, place[cell]


def _parted(cells: Numbers, counts: NDArray[np.number], many: int) -> Hits:
    """Give the hits that lie in cells in order, `many` to a share; to divide a million numbers takes long."""
    ends = np.searchsorted(cells, np.arange(1, cells[-1] // many + 2 if len(cells) else 1) * many)
    share = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    return Hits(share, cells - share * many, counts)


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
    month = openings.month[rows]
    earliest = int(month.min())
    names = (np.flatnonzero(np.bincount(month - earliest)) + earliest)[::-1][:most]
    place = np.full(int(names[0]) - earliest + 1, len(names))
    place[names - earliest] = np.arange(len(names))
    many = len(employers.size)
    cells = np.bincount(place[month - earliest] * many + employers.own, minlength=(len(names) + 1) * many)
    cells = cells.reshape(-1, many)
    counts, employing = cells.sum(axis=1).tolist(), np.count_nonzero(cells, axis=1).tolist()
    return [
        (f"{name // 12:04}-{name % 12 + 1:02}", *counted)
        for name, *counted in zip(names.tolist(), counts, employing, strict=False)
    ]


def pay_of(openings: Frame, rows: Numbers, employers: Employers, level: str, fewest: int) -> list[Pay]:
    """Give the quartiles of all openings that state pay and of those that name each credential; most openings first."""
    rank = openings.pay_rank[rows]
    paid = np.flatnonzero(rank >= 0)
    if len(paid) < fewest:
        return []
    asks, known = openings.shapes.asks, openings.shapes.credentials
    opening, member = expand(asks.start, openings.shape[rows[paid]])
    if level != "any":
        kept = asks.at[level][member]
        opening, member = opening[kept], member[kept]
    rank, own, credential = rank[paid], employers.own[paid], asks.credential[member].astype(np.int64)
    many = np.bincount(credential, minlength=len(known)).tolist()
    ranks = np.sort(credential * len(openings.pays) + rank[opening])  # by credential, then pay
    employing = _distinct(credential, own[opening], len(known), len(employers.size))
    ends = np.cumsum(many).tolist()
    found = [
        Pay(key, quartiles(openings.pays, ranks[end - each : end]), each, employed)
        for key, each, end, employed in zip(known, many, ends, employing, strict=True)
        if each >= fewest
    ]
    everyone = int(np.count_nonzero(np.diff(own))) + 1
    every = Pay("all", quartiles(openings.pays, np.sort(rank)), len(paid), everyone)
    return [every, *sorted(found, key=lambda each: (-each.openings, each.key))]


def _distinct(group: Numbers, member: Numbers, groups: int, members: int) -> list[int]:
    """Count the different members of each group."""
    if groups * members > MOST_CELLS:
        cells = np.unique(group * members + member)
        counts = np.bincount(cells // members, minlength=groups)
    else:
        is_there = np.zeros(groups * members, dtype=bool)
        is_there[group * members + member] = True
        counts = np.count_nonzero(is_there.reshape(groups, members), axis=1)
    found: list[int] = counts.tolist()
    return found


def quartiles(values: Reals, ranks: NDArray[np.integer]) -> tuple[float, float, float]:
    """Give the quartiles of at least two values, the least and the greatest being the 0th and the 100th percentile.

    `ranks` are their places in `values`, least first; whole rounds of `values` in a place are left aside.
    """
    last = len(ranks) - 1

    def value(place: int) -> np.float64:
        found: np.float64 = values[ranks[place] % len(values)]
        return found

    steps = [divmod(quarter * last, 4) for quarter in (1, 2, 3)]
    low, middle, high = (
        float((value(step) * (4 - rest) + value(min(step + 1, last)) * rest) / 4) for step, rest in steps
    )
    return low, middle, high
