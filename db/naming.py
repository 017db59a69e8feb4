"""Which credentials does each shape name, as arrays that openings are counted by?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sqlite_utils.db import Database

from db.counted import Bools
from db.statements import statement

LEVELS = ("any", "required", "preferred")
SPLIT = ("CPC only", "either", "both", "CCS only", "other", "none named")
BITS = 64


@dataclass(frozen=True, slots=True)
class Asks:
    """Which credentials each shape names at a level: `is_named[s]` tells of each, and so do `rows` and `masks`.

    `masks` hold 64 credentials each, the first lowest: `masks[i][s]` is a number of 64 bits.
    """

    is_named: Bools
    rows: csr_array
    masks: tuple[NDArray[np.uint64], ...]


@dataclass(frozen=True, slots=True)
class Classes:
    """Of which classes each shape is: 1 or 0, row by row, in two forms."""

    is_of: NDArray[np.float64]
    rows: csr_array


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes by their place in order; `split[level]` is the class of each, by its place in SPLIT.

    `classes[level]` has a column for all that shares are taken of: for each of its `levels` each credential, then each class of
    the split at the first of them. The level "" stands for all levels.
    """

    asks: dict[str, Asks]
    split: dict[str, NDArray[np.int8]]
    credentials: tuple[str, ...]
    classes: dict[str, Classes]

    def __len__(self) -> int:
        return len(self.split["any"])


def levels_of(asked: str) -> tuple[str, ...]:
    """Give the levels that are meant by one of them, or by "" for all."""
    return (asked,) if asked else LEVELS


def read_shapes(db: Database, known: list[int]) -> Shapes:
    """Read the shapes of those numbers, in their order."""
    place_of = {number: place for place, number in enumerate(known)}
    rows = [row for row in db.execute(statement("frame_asks")).fetchall() if row[0] in place_of]
    credentials = sorted({credential for _, credential, *_ in rows})
    code_of = {credential: code for code, credential in enumerate(credentials)}
    named = {level: np.zeros((len(known), len(credentials)), dtype=bool) for level in LEVELS}
    for shape, credential, required, preferred in rows:
        for level, is_at in zip(LEVELS, (1, required, preferred), strict=True):
            named[level][place_of[shape], code_of[credential]] = is_at
    split = {level: np.zeros(len(known), dtype=np.int8) for level in LEVELS}
    for shape, level, name in db.execute(statement("frame_splits")).fetchall():
        if shape in place_of:
            split[level][place_of[shape]] = SPLIT.index(name)
    asks = {level: Asks(each, csr_array(each), _masks(each)) for level, each in named.items()}
    classes = {asked: _classes(named, split, levels_of(asked)) for asked in ("", *LEVELS)}
    return Shapes(asks, split, tuple(credentials), classes)


def _classes(named: dict[str, Bools], split: dict[str, NDArray[np.int8]], levels: tuple[str, ...]) -> Classes:
    of_split = split[levels[0]][:, None] == np.arange(len(SPLIT))
    is_of = np.concatenate([*(named[level] for level in levels), of_split], axis=1).astype(float)
    return Classes(is_of, csr_array(is_of.astype(np.float32)))


def _masks(is_named: Bools) -> tuple[NDArray[np.uint64], ...]:
    words = -(-is_named.shape[1] // BITS)
    padded = np.zeros((len(is_named), BITS * words), dtype=bool)
    padded[:, : is_named.shape[1]] = is_named
    packed = np.packbits(padded, axis=1, bitorder="little").view(np.uint64)
    return tuple(np.ascontiguousarray(column) for column in packed.T)
