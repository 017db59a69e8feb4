"""Into which parts does a location field fall, and what is each?"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from db.gazetteer import city_in, foreign, is_city_name, key, states
from db.reference import words

PartKind = Literal["state", "text", "country", "rollup", "remote", "zip"]

SEPARATORS = re.compile(
    r"\s*(?:[,;|/()\[\]•·+&:_\n]|\s[-–—]+\s|\s[-–—]+|[-–—]+\s|\b(?:or|and)\b)\s*"
)  # OR is Oregon
ZIP = re.compile(r"^(.*?)\s*\b(\d{5})(?:-\d{4})?$")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a location field; `code` is the state's or the ZIP code, `named` whether a state stands in full."""

    kind: PartKind
    text: str
    code: str = ""
    named: bool = False


def parts_of(written: str) -> list[Part]:
    """Give the parts of one place field in their order."""
    flat = unicodedata.normalize("NFKC", written).replace("\u2011", "-")
    found: list[Part] = []
    for piece in SEPARATORS.split(flat):
        for bit in _dashed(piece.strip(" .-")):
            found += _read(bit)
    return found


def _dashed(piece: str) -> list[str]:
    """Split "US-OH-Dayton" and "Dallas-TX", and leave "Winston-Salem" whole."""
    if "-" not in piece or is_city_name(piece):
        return [piece]
    first, _, rest = piece.partition("-")
    if _known_alone(first):
        return [first, *_dashed(rest)]
    head, _, last = piece.rpartition("-")
    if _known_alone(last):
        return [*_dashed(head), last]
    return [first, *_dashed(rest)] if is_city_name(first) else [piece]


def _known_alone(word: str) -> bool:
    name = key(word)
    listed = words()
    return name in states() or name in (*listed["country"], *listed["foreign"]) or not _without_noise(word)


def _read(piece: str) -> list[Part]:
    if not piece:
        return []
    zipped = ZIP.match(piece)
    if zipped:
        return [*_read(zipped.group(1)), Part("zip", piece, zipped.group(2))]
    text = _without_noise(piece)
    was_noise = text != piece
    name = key(text)
    if not name:
        return [Part("remote", piece)]
    if name in words()["country"]:
        return [Part("country", piece)]
    if name in words()["rollup"] or _rollup().search(text):
        return [Part("rollup", piece)]
    if name in states() and (len(name) > 2 or text.isupper() or text.islower()):
        return [Part("state", text, states()[name], named=len(name) > 2)]
    return _city_and_state(text) or _state_within(text, was_noise) or [Part("text", text)]


def _city_and_state(text: str) -> list[Part]:
    """Read "Tempe AZ" and "Salt Lake City Utah"."""
    pieces = text.split()
    for size in (1, 2):
        head, tail = " ".join(pieces[:-size]), " ".join(pieces[-size:])
        code = states().get(key(tail))
        if (
            head
            and code
            and (len(tail) > 2 or tail.isupper())
            and (city_in(head, code) or head.casefold() == "in")
        ):
            return [Part("text", head), Part("state", tail, code, named=len(tail) > 2)]
    return []


def _state_within(text: str, was_noise: bool) -> list[Part]:
    """Read the states of "residents of Ohio", where the part speaks of remote work."""
    if not was_noise and not re.match(r"(?:in|of|within)\s", text, re.IGNORECASE):
        return []
    bare = re.sub(r"^(?:in|of|within|from)\s+", "", text, flags=re.IGNORECASE)
    code = states().get(key(bare))
    return [Part("state", bare, code, named=True)] if code and len(bare) > 2 else []


def _without_noise(piece: str) -> str:
    return " ".join(_noise().sub(" ", piece).split()).strip(" -%")


@cache
def _noise() -> re.Pattern[str]:
    listed = sorted(words()["noise"], key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, listed)) + r")(?![\w-])", re.IGNORECASE)


@cache
def _rollup() -> re.Pattern[str]:
    listed = words()
    counts, nouns = listed["rollup_counts"], listed["rollup_nouns"]
    return re.compile(rf"^(?:{counts})\s+(?:\w+\s+)?(?:{nouns})\b", re.IGNORECASE)


def is_foreign(part: Part) -> bool:
    """Give whether a part names a place abroad, a large city or a country."""
    return part.kind == "text" and key(part.text) in foreign()
