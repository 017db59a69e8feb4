"""How are the openings of a frame counted: by employer, by credential, by month, and what do they pay?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.frame import Asks, Frame, Marks, Numbers, Reals, expand
from db.intervals import Sums, Weights, summed, weights

MOST_SORTED = 8  # times as few keys as there might be are sorted; more are counted


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
    """Some openings by employer and shape: whose, which and how many; `weighed` is how many by the employer's weight.

    `of_shape` has three sums of each shape: how many, weighed, and weighed by the employers' sized weights as well.
    """

    own: Numbers
    shape: Numbers
    count: Numbers
    weighed: Reals
    of_shape: Reals


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
    of_row = openings.shape.take(rows)
    start, count = runs(of_row, employers.own)
    own, shape = employers.own.take(start), of_row.take(start)
    weighed = count * employers.weights.weight.take(own)
    crossed = weighed * employers.weights.sized.take(own)
    many = len(openings.shapes.split["any"])
    of_shape = np.stack([np.bincount(shape, each, many) for each in (count, weighed, crossed)]).astype(float)
    return Alike(own, shape, count, weighed, of_shape)


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
    known, size = asks.is_named.shape[1], len(employers.size)
    alike, member = expand(asks.start, found.shape)
    cell = (asks.credential * size).take(member) + found.own.take(alike)
    weighed = np.bincount(cell, found.weighed.take(alike), known * size).reshape(known, size)
    hits, first, crossed = found.of_shape @ asks.is_named
    return Sums(hits, first, crossed, np.einsum("se,se->s", weighed, weighed))


def months_of(openings: Frame, rows: Numbers, employers: Employers, most: int) -> list[tuple[str, int, int]]:
    """Give the last months in which openings were first posted, newest first: openings and employers of each."""
    if not len(rows):
        return []
    month = openings.month.take(rows)
    last = int(month.max())
    since = last - month
    counts = np.bincount(since)
    employing = _distinct(since, employers.own, len(counts), len(employers.size))
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
    many = np.bincount(credential, minlength=len(known))
    kept = np.flatnonzero(many >= fewest)
    by_credential = quartiles(openings.pays, credential, rank.take(opening), many, kept)
    employing = _distinct(credential, own.take(opening), len(known), len(employers.size))
    found = [
        Pay(known[at], each, int(many[at]), employing[at])
        for at, each in zip(kept.tolist(), by_credential, strict=True)
    ]
    (everyone,) = quartiles(openings.pays, np.zeros_like(rank), rank, np.array([len(rank)]), np.array([0]))
    every = Pay("all", everyone, len(rank), int(np.count_nonzero(np.diff(own))) + 1)
    return [every, *sorted(found, key=lambda each: (-each.openings, each.key))]


def _distinct(group: Numbers, member: Numbers, groups: int, members: int) -> list[int]:
    """Count the different members of each group."""
    is_there = np.zeros((groups, members), dtype=bool)
    is_there.reshape(-1)[group * members + member] = True
    return [int(np.count_nonzero(each)) for each in is_there]  # row by row: several times as quick


def quartiles(
    values: Reals, group: NDArray[np.integer], rank: NDArray[np.integer], sizes: Numbers, wanted: Numbers
) -> list[tuple[float, float, float]]:
    """Give the quartiles of the wanted groups, the least and the greatest being the 0th and the 100th percentile.

    `group` and `rank` are of each member: its group, of which there are `sizes[group]`, and the place of its value in `values`.
    """
    last, begin = sizes[wanted][:, None] - 1, (np.cumsum(sizes) - sizes)[wanted][:, None]
    step, rest = np.divmod(np.arange(1, 4) * last, 4)
    places = np.stack([step, np.minimum(step + 1, last)]) + begin
    found = _standing(group * len(values) + rank, len(sizes) * len(values), places)
    least, most = values.take(found % len(values))
    return [(low, middle, high) for low, middle, high in ((least * (4 - rest) + most * rest) / 4).tolist()]


def _standing(keys: NDArray[np.integer], size: int, places: Numbers) -> Numbers:
    """Give which of some keys, all below `size`, stand at those places once they are in order."""
    if len(keys) * MOST_SORTED < size:
        return np.sort(keys).take(places)
    return np.searchsorted(np.cumsum(np.bincount(keys, minlength=size)), places, side="right")
