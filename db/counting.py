"""How are the openings of a frame counted: by employer, by credential, by month, and what do they pay?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.frame import Asks, Frame, Marks, Numbers, Reals, expand
from db.intervals import Sums, Weights, summed, weights


@dataclass(frozen=True, slots=True)
class Employers:
    """The employer systems of some openings: `own[i]` is the place of opening i's in `size` and `cluster`."""

    own: Numbers
    start: Numbers
    size: Numbers
    cluster: NDArray[np.int32]
    weights: Weights


@dataclass(frozen=True, slots=True)
class Alike:
    """Some openings by employer and shape: whose, which and how many; `weighed` is how many by the employer's weight."""

    own: Numbers
    shape: Numbers
    count: Numbers
    weighed: Reals


@dataclass(frozen=True, slots=True)
class Pay:
    """Quartiles in dollars a year, and what they rest on."""

    key: str
    quartiles: tuple[float, float, float]
    openings: int
    employers: int


def employers_of(openings: Frame, rows: Numbers) -> Employers:
    """Give the employer systems of the openings at `rows`, which are in the frame's order."""
    cluster = openings.cluster.take(rows)
    start, size = runs(cluster)
    return Employers(np.repeat(np.arange(len(start)), size), start, size, cluster[start], weights(size))


def alike(openings: Frame, rows: Numbers, employers: Employers) -> Alike:
    """Put together the openings at `rows` that are of one employer and one shape."""
    shape = openings.shape.take(rows)
    start, count = runs(shape, employers.own)
    own = employers.own.take(start)
    return Alike(own, shape.take(start), count, count * employers.weights.weight.take(own))


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


def sums_by_mark(employers: Employers, marks: Marks, rows: Numbers) -> Sums:
    """Count, for each of the truths, how many openings of each employer at `rows` it holds of."""
    shifts = np.arange(marks.each)[:, None] * marks.bits
    words = [np.add.reduceat(packed.take(rows), employers.start) for packed in marks.packed]
    hits = np.concatenate([word >> shifts & ((1 << marks.bits) - 1) for word in words])
    return summed(hits[: marks.many], employers.weights)


def sums_by_class(
    employers: Employers, own: Numbers, code: NDArray[np.integer], many: int, count: Numbers | None = None
) -> Sums:
    """Count, for each of `many` classes of which every opening has one, how many openings of each employer are of it.

    `own` and `code` are of an opening, or of `count` openings each.
    """
    size = len(employers.size)
    hits = np.bincount(code * np.int64(size) + own, count, many * size)
    return summed(hits.reshape(many, size), employers.weights)


def sums_by_credential(employers: Employers, found: Alike, asks: Asks) -> Sums:
    """Count how many openings of each employer name each credential."""
    shapes, known = asks.is_named.shape
    crossed = found.weighed * employers.weights.sized.take(found.own)
    by_shape = [np.bincount(found.shape, each, shapes) for each in (found.count, found.weighed, crossed)]
    size = len(employers.size)
    alike, member = expand(asks.start, found.shape)
    cell = (asks.credential * size).take(member) + found.own.take(alike)
    weighed = np.bincount(cell, found.weighed.take(alike), known * size).reshape(known, size)
    return Sums(*(np.stack(by_shape) @ asks.is_named), np.einsum("se,se->s", weighed, weighed))


def months_of(openings: Frame, rows: Numbers, employers: Employers, most: int) -> list[tuple[str, int, int]]:
    """Give the last months in which openings were first posted, newest first: openings and employers of each."""
    if not len(rows):
        return []
    month = openings.month.take(rows).astype(np.int64)
    last = int(month.max())
    counts = np.bincount(last - month)
    employing = _distinct(last - month, employers.own, len(counts), len(employers.size))
    return [
        (f"{(last - ago) // 12:04}-{(last - ago) % 12 + 1:02}", int(counts[ago]), employing[ago])
        for ago in np.flatnonzero(counts)[:most].tolist()
    ]


def pay_of(openings: Frame, rows: Numbers, employers: Employers, level: str, fewest: int) -> list[Pay]:
    """Give the quartiles of all openings that state pay and of those that name each credential; most openings first."""
    rank = openings.pay_rank.take(rows)
    paid = np.flatnonzero(rank >= 0)
    if len(paid) < fewest:
        return []
    asks, known = openings.shapes.asks[level], openings.shapes.credentials
    opening, member = expand(asks.start, openings.shape.take(rows.take(paid)))
    rank, own, credential = rank.take(paid), employers.own.take(paid), asks.credential.take(member)
    many = np.bincount(credential, minlength=len(known)).tolist()
    ranks = np.sort(credential * len(openings.pays) + rank.take(opening))  # by credential, then pay
    employing = _distinct(credential, own.take(opening), len(known), len(employers.size))
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
    is_there = np.zeros((groups, members), dtype=bool)
    is_there.reshape(-1)[group * members + member] = True
    return [int(np.count_nonzero(each)) for each in is_there]  # row by row: several times as quick


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
