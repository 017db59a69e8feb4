"""Which postings hold the words that a reader seeks, newest first?

Nearly every search of ours names a credential, which many postings hold: so of those that are named most, and of those that are
several words to the index, which looks for them in every text that holds all the words, it is kept who holds them.
"""

import re
from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from credtrack.library import Datasette
from credtrack.pages.reading import sql
from credtrack.pages.shelf import asked, at_hand
from credtrack.pages.stock import Numbers, Stock, stock
from credtrack.public import is_public

Bits = NDArray[np.uint8]

MOST_SEARCHED = 2000
MUCH = 0.05  # of all openings
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
    of_rest = partial(searched, sought=rest, most=MOST_SEARCHED)
    if not holders:
        return await asked(datasette, ("searched", rest), of_rest)
    held = _held(holders)
    if not WORD.search(rest):
        return np.flatnonzero(held)[::-1][:MOST_SEARCHED]
    newest = await asked(datasette, ("searched", rest), of_rest)
    found = _among(newest, held)
    if len(newest) < MOST_SEARCHED or len(found) == MOST_SEARCHED:
        return found
    # Further back the index goes from one to the next that hold the rarest word, which may be one of those kept.
    stepped = " ".join(piece for piece in sought if kept[piece] is None or len(WORD.findall(piece)) == 1)
    before, missing = int(newest[-1]), MOST_SEARCHED - len(found)
    further = partial(searched, sought=stepped, before=before, held=held, most=missing)
    return np.concatenate([found, await asked(datasette, ("searched", before, *sought), further)])


async def warm(datasette: Datasette) -> None:
    """Find out who holds what is sought most, before anybody asks."""
    for piece in _frequent(await stock(datasette)):
        await asked(datasette, ("holding", piece), partial(_holding, piece=piece))


def searched(
    db: Database, sought: str, *, before: int = ALL, held: Bits | None = None, most: int = ALL
) -> Numbers:
    """The newest postings below a number that the search index finds; where `held` is given, those whose byte in it is 1."""
    said = {"words": sought, "before": before, "held": held, "most": most}
    found = db.execute(sql("openings_searched"), said).fetchone()[0] if sought else None
    return np.fromstring(found or "", dtype=np.int64, sep=",")


def _held(holders: Sequence[Bits]) -> Bits:
    """A byte for each posting by its number, 1 where all the bits are set."""
    size = min(map(len, holders))
    return np.unpackbits(np.bitwise_and.reduce([bits[:size] for bits in holders]))


def _among(numbers: Numbers, held: Bits) -> Numbers:
    known = numbers[numbers < len(held)]
    found: Numbers = known[held[known] == 1]
    return found


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
    numbers = searched(db, piece)
    is_there = np.zeros(numbers.max(initial=0) + 1, dtype=bool)
    is_there[numbers] = True
    return np.packbits(is_there)
