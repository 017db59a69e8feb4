"""Do two postings speak of one opening?"""

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Sign = Literal["same_requisition", "repost_requisition", "repost_text", "copy_text"]

SEEKERS = frozenset({"staffing_agency", "unknown"})
SEEKERS_LISTED = json.dumps(sorted(SEEKERS))  # for SQL
REPOST_WITHIN = 60
COPY_WITHIN = 30
OVERLAP = 3
RUN = 3
TITLES_KEPT = 20_000
REPOST_LIKE = 0.6
STANDING_LIKE = 0.9
COPY_LIKE = 0.18
SIBLING_LIKE = 0.4  # two boards of one system may count alike
TITLE_NOISE = frozenset(
    tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["title_noise"]
)
MIX = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64
)  # odd, so that order counts
LETTERS = bytes(
    code if chr(code) in "abcdefghijklmnopqrstuvwxyz0123456789$" else 0 for code in bytes(range(256)).lower()
)
"""Every letter small, digits and $ as they are, all else as 0."""
SKETCH_BITS = 12
BREAK = re.compile(r"\s[-–—]\s|[,(#/|–—]|\s-|-\s")


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The runs of three words that a text has: each once, as numbers in order, and a bit for each, which several may share."""

    numbers: NDArray[np.uint64]
    sketch: int
    surplus: int


@dataclass(frozen=True, slots=True)
class Comparable:
    """What of a posting is compared; days are Julian."""

    id: int
    employer: int
    requisition: str | None
    day: int
    closed: int | None
    title: str
    setting: str
    source: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Verdict:
    """That two postings are one opening: by what sign, and how like their texts are (0 to 1)."""

    reason: Sign
    similarity: float | None = None


def comparable(*stored: Any) -> Comparable:
    """Give a posting as it is compared, from a row of db/sql/comparable.sql, whose last is the text."""
    return Comparable(*(*stored[:-1], runs_of(stored[-1])))


@lru_cache(maxsize=TITLES_KEPT)
def title_core(title: str) -> str:
    """Give what is left of a title without levels, hours, places and remarks: what two boards agree on."""
    for piece in BREAK.split(title.casefold()):
        words = sorted(set(re.findall(r"[a-z]{2,}", piece)) - TITLE_NOISE)
        if words:
            return " ".join(words)
    return ""


def runs_of(text: str) -> Runs:
    """Give the runs of three words in a text; a shorter text is one run."""
    words = _words(np.frombuffer(text.encode("utf-8", "surrogatepass").translate(LETTERS), np.uint8))
    words = np.concatenate([words, np.zeros(max(0, RUN - words.size), np.uint64)])
    runs = np.sort((words[:-2] * MIX[0] + words[1:-1] * MIX[1] + words[2:]) * MIX[2])
    runs = np.concatenate([runs[:1], runs[1:][runs[1:] != runs[:-1]]])
    bits = np.zeros(1 << SKETCH_BITS, bool)
    bits[runs >> np.uint64(64 - SKETCH_BITS)] = True
    sketch = int.from_bytes(np.packbits(bits).tobytes(), "big")
    return Runs(runs, sketch, runs.size - sketch.bit_count())


def _words(letters: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Give a number for each word: its letters are the digits, and where it stands does not count."""
    inside = np.zeros(letters.size + 2, bool)
    inside[1:-1] = letters != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    up, down = _powers(letters.size.bit_length())
    sums = np.zeros(letters.size + 1, np.uint64)
    np.cumsum(letters * up[: letters.size], out=sums[1:])
    return np.asarray((sums[ends] - sums[starts]) * down[starts])


@cache
def _powers(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Give the powers of an odd number, and what takes each back to 1, for so many bits of exponents."""
    inverse = pow(int(MIX[1]), -1, 1 << 64)
    steps = (np.full(1 << bits, base, np.uint64) for base in (int(MIX[1]), inverse))
    up, down = (np.concatenate([np.ones(1, np.uint64), np.cumprod(step)]) for step in steps)
    return up, down


def likeness(one: Runs, other: Runs, least: float = 0) -> float:
    """Give the share (0 to 1) of runs of three words that two texts have in common; 0 where it is surely under `least`."""
    most = (one.sketch & other.sketch).bit_count() + min(one.surplus, other.surplus)
    either = one.numbers.size + other.numbers.size
    if most < least * (either - most):
        return 0
    shared = np.intersect1d(one.numbers, other.numbers, assume_unique=True).size
    return shared / max(1, either - shared)


def by_requisition(later: Comparable, earlier: Comparable) -> Verdict | None:
    """Judge two postings of one employer system under one requisition."""
    alike = set(title_core(later.title).split()) & set(title_core(earlier.title).split())
    if not alike or _gap(later, earlier) > REPOST_WITHIN:
        return None
    if later.employer != earlier.employer and likeness(later.runs, earlier.runs, SIBLING_LIKE) < SIBLING_LIKE:
        return None
    return Verdict("repost_requisition" if later.source == earlier.source else "same_requisition")


def by_text(later: Comparable, earlier: Comparable) -> Verdict | None:
    """Judge two postings of db/sql/same_block.sql: like titles, a place in common, and no contradiction."""
    if later.employer == earlier.employer:
        return _repost(later, earlier)
    if (later.setting in SEEKERS) == (earlier.setting in SEEKERS):
        return None
    if abs(later.day - earlier.day) > COPY_WITHIN:
        return None
    alike = likeness(later.runs, earlier.runs, COPY_LIKE)
    return Verdict("copy_text", round(alike, 4)) if alike >= COPY_LIKE else None


def _repost(later: Comparable, earlier: Comparable) -> Verdict | None:
    """Two that stand open beside each other under numbers of their own are two openings, however like."""
    gap = _gap(later, earlier)
    if later.day <= earlier.day or gap > REPOST_WITHIN or gap < -OVERLAP:
        return None
    numbered = later.requisition is not None and earlier.requisition is not None
    if earlier.closed is None and numbered:
        return None
    least = STANDING_LIKE if earlier.closed is None else REPOST_LIKE
    alike = likeness(later.runs, earlier.runs, least)
    return Verdict("repost_text", round(alike, 4)) if alike >= least else None


def _gap(later: Comparable, earlier: Comparable) -> int:
    first, second = sorted((earlier, later), key=lambda posting: posting.day)
    return second.day - (first.closed if first.closed is not None else first.day)
