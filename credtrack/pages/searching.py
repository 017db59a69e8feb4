"""Which postings hold the words that a reader seeks, newest first?

What nearly every search of ours names, a credential, many postings hold: the index reads them all for each search that finds
few. So of the credentials that are named most, and of those that are several words to the index, it is kept who holds them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from credtrack.pages.reading import sql
from credtrack.pages.shelf import asked, at_hand
from credtrack.pages.stock import Numbers, Stock, stock
from credtrack.public import is_public

if TYPE_CHECKING:
    from datasette.app import Datasette

Bits = NDArray[np.uint8]

MOST_SEARCHED = 2000
MUCH = 0.05  # of all openings
WIDER = 4  # times as many postings are looked at where the newest held too few
PIECE = re.compile(r'"[^"]*"|[^\s"]+')
# What the index takes for one word: it parts words at these signs, which are no letters to it.
WORD = re.compile(r"[^\W_\u19b0-\u19c9]+")
ALL = (1 << 63) - 1


def pieces(words: str, *, phrases: bool) -> tuple[str, ...]:
    """What the search index is asked for: all of the words, and those between quotes next to each other.

    Without `phrases` each word stands alone, so that nobody reads a text by guessing how it goes on.
    """
    found = [each.strip('"') for each in PIECE.findall(words)] if phrases else WORD.findall(words)
    return tuple('"' + piece.replace('"', "") + '"' for piece in found if piece.strip())


async def postings(datasette: Datasette, words: str) -> Numbers:
    """The newest postings that hold the words, at most MOST_SEARCHED."""
    sought = pieces(words, phrases=not is_public(datasette))
    kept = {piece: at_hand(datasette, ("holding", piece.casefold())) for piece in sought}
    holders = [bits for bits in kept.values() if bits is not None]
    rest = " ".join(piece for piece in sought if kept[piece] is None)
    if not WORD.search(rest):
        holders, rest = [], " ".join(sought)
    newest = await asked(datasette, ("searched", rest), partial(searched, sought=rest))
    if not holders:
        return newest
    make = partial(among, sought=rest, newest=newest, holders=holders)
    return await asked(datasette, ("searched", *sought), make)


async def warm(datasette: Datasette) -> None:
    """Find out who holds what is sought most, before anybody asks."""
    for piece in _frequent(await stock(datasette)):
        await asked(datasette, ("holding", piece), partial(_holding, piece=piece))


def searched(db: Database, sought: str, before: int = ALL, most: int = MOST_SEARCHED) -> Numbers:
    """The newest postings below a number that the search index finds."""
    said = {"words": sought, "before": before, "most": most}
    found = db.execute(sql("openings_searched"), said).fetchone()[0] if sought else None
    return np.fromstring(found or "", dtype=np.int64, sep=",")


def among(db: Database, sought: str, newest: Numbers, holders: Sequence[Bits]) -> Numbers:
    """The newest postings that the search index finds and that all bits are set of; `newest` are the newest it finds."""
    size = min(map(len, holders))
    is_held = np.unpackbits(np.bitwise_and.reduce([bits[:size] for bits in holders])).astype(bool)
    most, looked_at = MOST_SEARCHED, newest
    found = [_kept(newest, is_held)]
    while len(looked_at) == most and sum(map(len, found)) < MOST_SEARCHED:
        most *= WIDER
        looked_at = searched(db, sought, int(looked_at[-1]), most)
        found.append(_kept(looked_at, is_held))
    return np.concatenate(found)[:MOST_SEARCHED]


def _kept(numbers: Numbers, is_held: NDArray[np.bool_]) -> Numbers:
    known = numbers[numbers < len(is_held)]
    return known[is_held[known]]


def _frequent(held: Stock) -> Sequence[str]:
    """The credentials of which it is kept who holds them, as pieces."""
    sizes = held.named.sizes(np.bincount(held.profiles, minlength=len(held.setting.codes)))
    return [
        f'"{name}"'.casefold()
        for name, size in zip(held.named.names, sizes.tolist(), strict=True)
        if len(WORD.findall(name)) > 1 or size > MUCH * len(held)
    ]


def _holding(db: Database, piece: str) -> Bits:
    """A bit for each posting by its number, whether it holds the piece."""
    numbers = searched(db, piece, most=ALL)
    is_there = np.zeros(numbers.max(initial=0) + 1, dtype=bool)
    is_there[numbers] = True
    return np.packbits(is_there)
