"""What do all writers of the store share?"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from typing import TypeVar

from sqlite_utils.db import Database

T = TypeVar("T")


def stamp(moment: datetime) -> str:
    """Give a moment as it is kept: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Give lists of at most `size` rows."""
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


def ensure_credentials(db: Database, codes: set[str]) -> None:
    """Add codes that no catalogue row names, marked so."""
    db.conn.executemany(
        "insert or ignore into credentials (code, in_catalogue) values (?, 0)", [(c,) for c in sorted(codes)]
    )


def number_of(text: str) -> int:
    """Give the 64-bit number that a text is known by; the same on every machine."""
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )
