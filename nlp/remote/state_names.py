"""Which US states does a piece of text name, by code or in full, and where?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from us.states import DC, STATES

_BY_NAME = {state.name.lower(): state.abbr for state in (*STATES, DC)}
_CODES = frozenset(_BY_NAME.values())
# Words of everyday English in capitals; they count only where a comma, dash or bracket sets them off.
_WORD_CODES = frozenset(
    ("IN", "OR", "ME", "OK", "HI", "OH", "PA", "MA", "AL", "ID", "MS", "MD", "DO", "CO", "LA")
)
_NAMES = "|".join(sorted((re.escape(name) for name in _BY_NAME), key=len, reverse=True))
_NO_STATE_AFTER = (
    r"(?!\s+(?:city\b(?!,? of)|springs|beach|falls|heights|county|parish|ave\b|avenue|street|st\b|blvd|road|rd\b|drive|medicaid"
    r"|university|state university|law|labor|department|board|medical|hospital|health|general|physicians|orthop|river"
    r"|school|college|center|clinic|d\.?\s?c\b|,?\s+d\.?\s?c\b)|,\s*d\.?\s?c\b)"
)
_TOKEN = re.compile(
    rf"\b(?P<dc>washington,?\s+d\.?\s?c\b\.?|d\.c\.|district of columbia)|(?P<nyc>\bnew york city\b)"
    rf"|\b(?P<name>{_NAMES})\b{_NO_STATE_AFTER}|\b(?P<code>[A-Z]{{2}})\b",
    re.IGNORECASE,
)
_SET_OFF_BEFORE = re.compile(r"(?:^|[,(/|;:\-–—]|\b(?:and|or)|\bUS)\s*$")
_SET_OFF_AFTER = re.compile(r"\s*(?:$|[,)/|;\n–—-]|\.(?:\s|$)|\d{5}|(?:and|or|only|residents?)\b)")
_OTHER_STATE_AFTER = re.compile(r",\s*(?P<code>[A-Z]{2})\b(?!\s*[,&/]|,?\s+(?:and|or)\b)")


class StateName(NamedTuple):
    """A state that is named at `source[start:end]`."""

    code: str
    start: int
    end: int


def state_names(source: str, start: int = 0, end: int | None = None) -> Iterator[StateName]:
    """Yield the states named in `source[start:end]`, which must be in its own capitals; DC is one of them.

    Cities and counties that bear a state's name ("Kansas City, MO", "Delaware County") are passed over.
    """
    stop = len(source) if end is None else end
    for match in _TOKEN.finditer(source, start, stop):
        code = _code(source, match, start, stop)
        if code is not None:
            yield StateName(code, match.start(), match.end())


def _code(source: str, match: re.Match[str], start: int, stop: int) -> str | None:
    if match["dc"]:
        return "DC"
    if match["nyc"]:
        return "NY"
    if match["name"]:
        code = _BY_NAME[match["name"].lower()]
        return None if _is_city(source, match.end(), code, stop) else code
    written = match["code"]
    if written not in _CODES:
        return None
    return written if _stands_alone(source, match, start, stop) else None


def _is_city(source: str, end: int, code: str, stop: int) -> bool:
    """Say whether another state follows, as in "Nevada, MO"; a list of codes goes on instead."""
    after = _OTHER_STATE_AFTER.match(source, end, stop)
    return after is not None and after["code"] in _CODES and after["code"] != code


def _stands_alone(source: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Say whether two capitals are a state: "LA, CA" is a city, "VA Medical Center" an agency."""
    written, end = match["code"], match.end()
    after = source[end : min(stop, end + 12)]
    if written == "VA" and re.match(
        r"\s+(?:medical|health|hosp|clinic|center|facilit|system|encoder)", after, re.IGNORECASE
    ):
        return False
    if written == "LA" and re.match(r",\s*CA\b", after):
        return False
    if written not in _WORD_CODES:
        return True
    before = source[max(start, match.start() - 6) : match.start()]
    return bool(_SET_OFF_BEFORE.search(before) or _SET_OFF_AFTER.match(after))
