"""Which US states does a piece of text name, by code or in full, and where?"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from us.states import DC, STATES

_BY_NAME = {state.name.lower(): state.abbr for state in STATES}
_CODES = frozenset((*_BY_NAME.values(), DC.abbr))
# The words that begin names of two words ("new", "north", "rhode", "west", ...).
_FIRST_WORDS = frozenset(name.split()[0] for name in _BY_NAME if " " in name)
# Words of everyday English in capitals; they count only where a comma, dash or bracket sets them off.
_WORD_CODES = frozenset(["IN", "OR", "ME", "OK", "HI", "OH", "PA", "MA", "AL", "ID", "MS", "MD", "CO", "LA"])
_SHORT = tomllib.loads(Path(__file__).with_name("abbreviations.toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"\b(?:D\.\s?C\.|[NSRW]\. ?[A-Z]a?\.|[A-Z][A-Za-z]+)")
# With what a word must begin to be looked at; most capitalized words name no state.
_STARTS = frozenset((*_FIRST_WORDS, *_BY_NAME, *(short.strip(".") for short in _SHORT), "district", "nyc"))
_STOP_AFTER = re.compile(r"\.(?!\w)")
_BEFORE_SHORT = re.compile(r"(?:,|\band|\bor|\bin|^)\s*$")
_SECOND_WORD = re.compile(r"\s+([A-Za-z]+)")
_CAPITAL = re.compile(r"(?:\s+of columbia\b|,?\s+d\.?\s?c\b\.?)", re.IGNORECASE)
_CITY_AFTER = re.compile(r"\s+city\b", re.IGNORECASE)
_NO_STATE_AFTER = re.compile(
    r"\s+(?:city\b|springs|beach|falls|heights|county|parish|ave\b|avenue|street|st\b|blvd|road|rd\b|drive|medicaid"
    r"|university|state university|laws?\b|labor|department|board|medical|hospital|health|general|physicians|orthop|river"
    r"|school|college|center|clinic|medicine)",
    re.IGNORECASE,
)
_SET_OFF_BEFORE = re.compile(r"(?:^|[,(/|;:\-–—]|\b(?:and|or)|\bUS)\s*$")
_SET_OFF_AFTER = re.compile(r"\s*(?:$|[,)/|;\n–—-]|\.(?:\s|$)|\d{5}|(?:and|or|only|residents?)\b)")
_OTHER_STATE_AFTER = re.compile(r",\s*([A-Z]{2})\b(?!\s*[,&/]|,?\s+(?:and|or)\b)")
_AGENCY_AFTER = re.compile(
    r"\s+(?:medical|health|hosp|clinic|center|facilit|system|encoder|handbook|guid)", re.IGNORECASE
)
_CALIFORNIA_AFTER = re.compile(r",\s*CA\b")


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
    after = start
    for word in _WORD.finditer(source, start, stop):
        if word.start() < after:
            continue
        found = _state(source, word, start, stop)
        if found is not None:
            yield found
            after = found.end


def _state(source: str, word: re.Match[str], start: int, stop: int) -> StateName | None:
    """Return the state that begins with `word`; None where none does."""
    written, end = word[0], word.end()
    if len(written) > 2 and written.lower() not in _STARTS and "." not in written:
        return None
    if written in _CODES:
        return StateName(written, word.start(), end) if _stands_alone(source, word, start, stop) else None
    lower = written.lower()
    if lower in ("d.c.", "d. c."):
        return StateName("DC", word.start(), end)
    if written == "NYC":
        return StateName("NY", word.start(), end)
    if short := _shortened(source, lower, word, start):
        return short
    if lower in ("washington", "district") and (capital := _CAPITAL.match(source, end, stop)):
        return StateName("DC", word.start(), capital.end())
    return _in_full(source, lower, word, stop)


def _shortened(source: str, lower: str, word: re.Match[str], start: int) -> StateName | None:
    """Return the state of a shortened name with its full stop, after a comma or in a list: "Toledo, Ill."."""
    end = word.end()
    name = lower.replace(" ", "")
    if not name.endswith("."):
        stop = _STOP_AFTER.match(source, end)
        name, end = (f"{name}.", stop.end()) if stop else ("", end)
    if name not in _SHORT or not _BEFORE_SHORT.search(source[max(start, word.start() - 5) : word.start()]):
        return None
    return StateName(_SHORT[name], word.start(), end)


def _in_full(source: str, lower: str, word: re.Match[str], stop: int) -> StateName | None:
    name, end = lower, word.end()
    if lower in _FIRST_WORDS and (second := _SECOND_WORD.match(source, end, stop)):
        name, end = f"{lower} {second[1].lower()}", second.end()
    code = _BY_NAME.get(name)
    if code is None:
        return None
    if code == "NY" and (city := _CITY_AFTER.match(source, end, stop)):
        return StateName("NY", word.start(), city.end())
    if _NO_STATE_AFTER.match(source, end, stop) or _is_city(source, end, code, stop):
        return None
    return StateName(code, word.start(), end)


def _is_city(source: str, end: int, code: str, stop: int) -> bool:
    """Say whether another state follows, as in "Nevada, MO"; a list of codes goes on instead."""
    after = _OTHER_STATE_AFTER.match(source, end, stop)
    return after is not None and after[1] in _CODES and after[1] != code


def _stands_alone(source: str, word: re.Match[str], start: int, stop: int) -> bool:
    """Say whether two capitals are a state: "LA, CA" is a city, "VA Medical Center" an agency."""
    written, end = word[0], word.end()
    if written == "VA" and _AGENCY_AFTER.match(source, end, stop):
        return False
    if written == "LA" and _CALIFORNIA_AFTER.match(source, end, stop):
        return False
    if written not in _WORD_CODES:
        return True
    before = source[max(start, word.start() - 6) : word.start()]
    return bool(_SET_OFF_BEFORE.search(before) or _SET_OFF_AFTER.match(source, end, stop))
