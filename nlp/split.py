"""Which labelled postings may be read while rules are written, and which only measure them?"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

TUNED = 100
Half = Literal["tune", "audit"]


def halves(ids: Iterable[str]) -> dict[str, Half]:
    """Return the half of each posting: the 100 ids with the smallest SHA-256 are for tuning, the others for audit."""
    ordered = sorted(set(ids), key=lambda one: sha256(one.encode()).hexdigest())
    return {one: "tune" if place < TUNED else "audit" for place, one in enumerate(ordered)}


def half(posting: str, ids: Iterable[str]) -> Half:
    """Return the half of one posting among `ids`."""
    return halves(ids)[posting]
