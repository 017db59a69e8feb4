"""How are openings counted: by employer, by credential, by month, and what do they pay?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from db.counted import Counted, Marks, Numbers, Reals
from db.frame import Frame, Paying, runs
from db.intervals import Sums, Weights, summed, weights
from db.naming import BITS, Asks, Classes

MANY_RUNS = 3  # of each employer: where there are more a full table is quicker than a sparse one
FEW_PAID = 0.1  # of all that state pay: where more do it is quicker to go through all that name a credential


@dataclass(frozen=True, slots=True)
class Employers:
    """The employer systems of some openings: those of employer i begin at `start[i]` and are `size[i]`."""

    start: Numbers
    size: Numbers
    cluster: NDArray[np.integer]
    weights: Weights


@dataclass(frozen=True, slots=True)
class Alike:
    """Openings of one employer and one shape: how many, and which shape; those of employer i are at `first[i]` to `first[i + 1]`."""

    count: Numbers
    shape: NDArray[np.int32]
    first: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pay:
    """Quartiles in dollars a year, and what they rest on."""

    key: str
    quartiles: tuple[float, float, float]
    openings: int
    employers: int


def employers_of(cluster: NDArray[np.integer]) -> Employers:
    """Give the employer systems of openings by the system of each, in the frame's order."""
    start, size = runs(cluster)
    return Employers(start, size, cluster[start], weights(size))


def sums_by_mark(employers: Employers, marks: Marks, codes: NDArray[np.integer]) -> Sums:
    """Count, for each of the truths, of how many openings of each employer it holds; `codes` are the openings'."""
    shifts = np.arange(marks.each)[:, None] * marks.bits
    words = [np.add.reduceat(packed.take(codes), employers.start) for packed in marks.packed]
    hits = np.concatenate([word >> shifts & ((1 << marks.bits) - 1) for word in words])
    return summed(hits[: marks.many], employers.weights)


def _alike(found: Counted) -> Alike:
    """Put together the openings of one employer that have one shape."""
    start, count = runs(found.cluster, found.shape)
    first, _ = runs(found.cluster.take(start))
    return Alike(
        count, found.shape.take(start).astype(np.int32), np.append(first, len(start)).astype(np.int32)
    )


def sums_by_class(employers: Employers, found: Counted, classes: Classes) -> Sums:
    """Count how many openings of each employer are of each class."""
    alike = _alike(found)
    weights, whose = employers.weights, np.diff(alike.first)
    weighed = alike.count * np.repeat(weights.weight, whose)
    crossed = weighed * np.repeat(weights.sized, whose)
    counts = [np.bincount(alike.shape, each, len(classes.is_of)) for each in (alike.count, weighed, crossed)]
    hits, first, crossed = np.stack(counts) @ classes.is_of
    return Sums(hits, first, crossed, _squared(weights.weight**2, alike, classes))


def _squared(weights: Reals, found: Alike, classes: Classes) -> Reals:
    """Sum up by class the weighed squares of each employer's hits."""
    shape = len(weights), len(classes.is_of)
    table = csr_array((found.count.astype(np.float32), found.shape, found.first), shape=shape)
    if len(found.count) > MANY_RUNS * len(weights):
        hits = table @ classes.is_of.astype(np.float32)  # numbers of openings, so no digit is lost
        squared: Reals = np.einsum("e,ec,ec->c", weights, hits, hits)
        return squared
    hits = table @ classes.rows
    weighed = np.repeat(weights, np.diff(hits.indptr)) * np.square(hits.data, dtype=np.float64)
    return np.bincount(hits.indices, weighed, classes.is_of.shape[1]).astype(float)


def months_of(found: Counted, employers: Employers, most: int) -> list[tuple[str, int, int]]:
    """Give the last months in which openings were first posted, newest first: openings and employers of each."""
    if not len(found):
        return []
    month = found.month.astype(np.int64)
    last = int(month.max())
    since = last - month
    counts = np.bincount(since)
    listed = np.flatnonzero(counts)[:most]
    bits = np.zeros(len(counts), dtype=np.uint64)
    bits[listed] = np.uint64(1) << np.arange(len(listed), dtype=np.uint64)
    employing = _employing([bits.take(since)], employers, range(len(listed)))
    return [
        (f"{(last - ago) // 12:04}-{(last - ago) % 12 + 1:02}", int(counts[ago]), many)
        for ago, many in zip(listed.tolist(), employing, strict=True)
    ]


def pay_of(openings: Frame, found: Counted, employers: Employers, level: str, fewest: int) -> list[Pay]:
    """Give the quartiles of all openings that state pay and of those that name each credential; most openings first."""
    asks, known = openings.shapes.asks[level], openings.shapes.credentials
    places, naming, begin = _paying(openings.paying, asks, level, found.pay)
    if len(places) < fewest:
        return []
    many = np.diff(begin)
    kept = np.flatnonzero(many >= fewest)
    is_paid = found.pay >= 0
    masks = [mask.take(found.shape) * is_paid for mask in asks.masks]
    employing = _employing(masks, employers, kept.tolist())
    by_credential = _quartiles(openings.paying.pay, naming, begin[kept], many[kept])
    rows = [
        Pay(known[at], each, int(many[at]), of)
        for at, each, of in zip(kept.tolist(), by_credential, employing, strict=True)
    ]
    (everyone,) = _quartiles(openings.paying.pay, places, np.array([0]), np.array([len(places)]))
    of_all = int(np.count_nonzero(np.logical_or.reduceat(is_paid, employers.start)))
    return [
        Pay("all", everyone, len(places), of_all),
        *sorted(rows, key=lambda each: (-each.openings, each.key)),
    ]


def _paying(
    paying: Paying, asks: Asks, level: str, pay: NDArray[np.integer]
) -> tuple[NDArray[np.integer], NDArray[np.integer], NDArray[np.integer]]:
    """Give the places of pay that are stated, in order; those of openings that name each credential, one's together; where each begins."""
    if len(pay) < FEW_PAID * len(paying.shape):
        places = np.sort(pay)
        places = places[np.searchsorted(places, 0) :]
        by_credential = asks.rows[paying.shape.take(places)].tocsc()
        return places, places.take(by_credential.indices), by_credential.indptr
    is_meant = np.zeros(len(paying.shape) + 1, dtype=bool)
    is_meant[pay] = True  # -1, where none is stated, is the last
    member, start = paying.naming[level]
    kept = np.flatnonzero(is_meant.take(member))
    return np.flatnonzero(is_meant[:-1]), member.take(kept), np.searchsorted(kept, start)


def _employing(masks: Sequence[NDArray[np.uint64]], employers: Employers, bits: Iterable[int]) -> list[int]:
    """Count the employers that have a bit set in that of any opening, for some bits; `masks` are the openings' bits, 64 at a time."""
    held = [np.bitwise_or.reduceat(mask, employers.start) for mask in masks]
    return [int(np.count_nonzero(held[bit // BITS] & np.uint64(1 << bit % BITS))) for bit in bits]


def _quartiles(
    pays: Reals, members: NDArray[np.integer], begin: NDArray[np.integer], size: NDArray[np.integer]
) -> list[tuple[float, float, float]]:
    """Give the quartiles of several groups, the least and the greatest being the 0th and the 100th percentile.

    The members of each, places in `pays`, lie together from its `begin` on, least first.
    """
    last = size[:, None] - 1
    step, rest = np.divmod(np.arange(1, 4) * last, 4)
    least, most = pays.take(members.take(np.stack([step, np.minimum(step + 1, last)]) + begin[:, None]))
    return [(low, middle, high) for low, middle, high in ((least * (4 - rest) + most * rest) / 4).tolist()]
