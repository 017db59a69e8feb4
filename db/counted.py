"""What is counted of each opening, packed so that one look into memory fetches all of it?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.packing import Records

Numbers = NDArray[np.int64]
Bools = NDArray[np.bool_]
Reals = NDArray[np.float64]

REMOTE = ("remote", "hybrid", "onsite", "unstated")
UNKNOWN = ("remote", "setting", "work type", "pay a year", "years of experience")

NARROW, WIDE = "<u2", "<u4"
MOST_NARROW = 2**16
# A number holds whether the opening is open, then its place in REMOTE, then what it lacks, then its postings.
REMOTE_AT, LACKING_AT, POSTINGS_AT = 1, 3, 8


@dataclass(frozen=True, slots=True)
class Counted:
    """Some openings as they are counted."""

    records: Records

    def __len__(self) -> int:
        return len(self.records)

    def take(self, rows: Numbers) -> "Counted":
        """Give the openings at some places."""
        return Counted(self.records.take(rows))

    @property
    def cluster(self) -> NDArray[np.integer]:
        """The employer system of each, by its place."""
        return self.records["cluster"]

    @property
    def shape(self) -> NDArray[np.integer]:
        """The shape of each, by its place."""
        return self.records["shape"]

    @property
    def month(self) -> NDArray[np.integer]:
        """The month in which each was first posted, counted from the year 0."""
        return self.records["month"]

    @property
    def pay(self) -> NDArray[np.integer]:
        """The place of each among all that state their pay, least pay first; -1 where it states none."""
        return self.records["pay"]

    @property
    def is_open(self) -> NDArray[np.integer]:
        """1 of each that is open, else 0."""
        return self.records["said"] & 1

    @property
    def remote(self) -> NDArray[np.integer]:
        """The place of each in REMOTE."""
        return self.records["said"] >> REMOTE_AT & (1 << LACKING_AT - REMOTE_AT) - 1

    @property
    def lacking(self) -> NDArray[np.integer]:
        """What each leaves unsaid: a bit for each of UNKNOWN, the first lowest."""
        return self.records["said"] >> LACKING_AT & (1 << POSTINGS_AT - LACKING_AT) - 1

    @property
    def postings(self) -> NDArray[np.integer]:
        """How many postings belong to each."""
        return self.records["said"] >> POSTINGS_AT


def counted(
    *,
    cluster: Numbers,
    shape: Numbers,
    first_on: NDArray[np.int32],
    pay: NDArray[np.int32],
    is_open: Bools,
    remote: NDArray[np.int8],
    lacking: Sequence[Bools],
    postings: NDArray[np.int32],
) -> Counted:
    """Pack what is known of openings, each array in their order; `lacking` in the order of UNKNOWN."""
    narrow = shape.max(initial=0) < MOST_NARROW
    record = [("cluster", "<i4"), ("pay", "<i4"), ("said", "<u4"), ("month", "<i2")]
    records = np.empty(len(cluster), dtype=[*record, ("shape", NARROW if narrow else WIDE)])
    records["cluster"], records["pay"], records["shape"] = cluster, pay, shape
    records["month"] = first_on // 10000 * 12 + first_on // 100 % 100 - 1
    parts = [(is_open, 0), (remote, REMOTE_AT), (postings, POSTINGS_AT)]
    parts += [(lacks, LACKING_AT + place) for place, lacks in enumerate(lacking)]
    records["said"] = sum(part.astype(np.uint32) << place for part, place in parts)
    return Counted(records)


@dataclass(frozen=True, slots=True)
class Marks:
    """Several truths of each code, packed so that those of any one employer system's openings are counted by adding numbers.

    `packed[i]` holds of each code `each` truths or fewer of `many`, one in every `bits` bits, the first lowest.
    """

    packed: tuple[Numbers, ...]
    bits: int
    each: int
    many: int


def marks(truths: Bools, most: int) -> Marks:
    """Pack `truths[truth, code]` so that the sums of up to `most` openings have room."""
    bits = max(most, 1).bit_length()
    each = min(63 // bits, len(truths))
    parts = [truths[begin : begin + each] for begin in range(0, len(truths), each)]
    packed = tuple(
        np.sum([truth.astype(np.int64) << bits * place for place, truth in enumerate(part)], axis=0)
        for part in parts
    )
    return Marks(packed, bits, each, len(truths))
