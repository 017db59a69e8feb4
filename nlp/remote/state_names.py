"""Which US states does a piece of text name, by code or in full, and where?"""

import re
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from us.states import DC, STATES

from nlp.expressions import Expressions
from nlp.reading import Reading
from nlp.rules import read_table
from nlp.words import Phrases

_EXPRESSIONS = Expressions(__file__)
_BY_NAME = {state.name.lower(): state.abbr for state in STATES}
_CODES = frozenset((*_BY_NAME.values(), DC.abbr))
# The words that begin names of two words ("new", "north", "rhode", "west", ...).
_FIRST_WORDS = frozenset(name.split()[0] for name in _BY_NAME if " " in name)
# Words of everyday English in capitals; they count only where a comma, dash or bracket sets them off.
_WORD_CODES = frozenset(["IN", "OR", "ME", "OK", "HI", "OH", "PA", "MA", "AL", "ID", "MS", "MD", "CO", "LA"])
_SHORT = read_table(Path(__file__).with_name("abbreviations.toml"))
# Names of more than two letters, as they are sought in a text that holds their words.
_NAMES = Phrases(
    *_BY_NAME, "district of columbia", "washington", "nyc",
    *(short for short in _SHORT if short.count(".") == 1 and len(short) > 3),
)  # fmt: skip
# It begins with its capital, so that the search leaps from one capital to the next.
_CODE = re.compile(r"[A-Z](?<!\w[A-Z])(?:[A-Z](?![A-Za-z])|[a-z]\.|(?<=D)\.\s?C\.|(?<=[NSRW])\. ?[A-Z]a?\.)")
_CAPITALIZED = re.compile(r"[A-Z][A-Za-z]+")
# No honest text names more; an endless one must not take seconds.
_MOST_NAMES = 2_000
_STOP_AFTER = re.compile(r"\.(?!\w)")
_BEFORE_SHORT = re.compile(r"(?:,|\band|\bor|\bin|^|\n)\s*$")
_SECOND_WORD = re.compile(r"[^\S\n]+([A-Za-z]+)")
_CAPITAL = re.compile(r"(?:\s+of columbia\b|,?\s+d\.?\s?c\b\.?)", re.IGNORECASE)
_CITY_AFTER = re.compile(r"\s+city\b", re.IGNORECASE)
_NO_STATE_AFTER = _EXPRESSIONS.pattern("no_state_after")
_SET_OFF_BEFORE = re.compile(r"(?:^|[,(/|;:\-–—\n•*·]|\b(?:and|or)|\bUS)\s*$")
_SET_OFF_AFTER = re.compile(r"\s*(?:$|[,)/|;\n–—-]|\.(?:\s|$)|\d{5}|(?:and|or|only|residents?)\b)")
_OTHER_STATE_AFTER = re.compile(r",\s*([A-Z]{2})\b(?!\s*[,&/]|,?\s+(?:and|or)\b)")
_AGENCY_AFTER = _EXPRESSIONS.pattern("agency_after")
# "MS-DRG" groups stays, and is no place.
_GROUPS = ("-DRG", "-drg")
_AGENCY_BEFORE = re.compile(r"\b(?:the|our|non|a) ?-?$", re.IGNORECASE)
# "Your home anywhere in the country is OK."
_FINE_BEFORE = re.compile(r"(?:\b(?:is|are|be)|'s) $")
_CODE_BEFORE, _CODE_AFTER = re.compile(r"\b([A-Z]{2}) $"), re.compile(r" ([A-Z]{2})\b")
_CALIFORNIA_AFTER = re.compile(r",\s*CA\b")


class StateName(NamedTuple):
    """A state that is named at `source[start:end]`."""

    code: str
    start: int
    end: int


@lru_cache(maxsize=8)
def state_names(source: str, lower: str) -> tuple[StateName, ...]:
    """Return, in order, the states named in a text, which must be in its own capitals; DC is one of them.

    `lower` is the text in lower case, offset for offset. Cities and counties that bear a state's name
    ("Kansas City, MO", "Delaware County") are passed over. Kept for the last texts, of which several rules ask.
    """
    names: list[StateName] = []
    after = 0
    for word in _words(source, lower):
        if word.start() >= after and (found := _state(source, word)):
            names.append(found)
            after = found.end
    return tuple(names)


def names_between(reading: Reading, start: int, end: int) -> tuple[StateName, ...]:
    """Return the states that are named in `reading.text[start:end]`, read in the light of the whole text."""
    names = state_names(reading.text, reading.lower)
    first = bisect_left(names, start, key=lambda name: name.start)
    last = bisect_left(names, end, lo=first, key=lambda name: name.end - 1)
    return names[first:last]


def lines_with_names(reading: Reading) -> list[int]:
    """Return, in order, the index of each line that names a state."""
    names = state_names(reading.text, reading.lower)
    return sorted({max(0, reading.index_of_line(name.start)) for name in names})


def names_in_full(source: str) -> list[StateName]:
    """Return the states that a name bears in full, in whatever it names: "Gulf Coast Texas Medical Group"."""
    found = []
    for match in _CAPITALIZED.finditer(source):
        second = _SECOND_WORD.match(source, match.end())
        for name, end in (
            (f"{match[0]} {second[1]}", second.end()) if second else ("", 0),
            (match[0], match.end()),
        ):
            if code := _BY_NAME.get(name.lower()):
                found.append(StateName(code, match.start(), end))
                break
    return found


def _words(source: str, lower: str) -> list[re.Match[str]]:
    """Return, in order, the words with which a state's name may begin."""
    found = {
        match.start(): match for match in _CODE.finditer(source) if match[0] in _CODES or "." in match[0]
    }
    for at in _NAMES.offsets_in(lower)[:_MOST_NAMES]:
        if match := _CAPITALIZED.match(source, at):
            found[at] = match
    return [found[at] for at in sorted(found)]


def _state(source: str, word: re.Match[str]) -> StateName | None:
    """Return the state that begins with `word`; None where none does."""
    written, end = word[0], word.end()
    if written in _CODES:
        return StateName(written, word.start(), end) if _stands_alone(source, word) else None
    lower = written.lower()
    if lower in ("d.c.", "d. c."):
        return StateName("DC", word.start(), end)
    if written == "NYC":
        return StateName("NY", word.start(), end)
    if short := _shortened(source, lower, word):
        return short
    if lower in ("washington", "district") and (capital := _CAPITAL.match(source, end)):
        return StateName("DC", word.start(), capital.end())
    return _in_full(source, lower, word)


def _shortened(source: str, lower: str, word: re.Match[str]) -> StateName | None:
    """Return the state of a shortened name with its full stop, after a comma or in a list: "Toledo, Ill."."""
    end = word.end()
    name = lower.replace(" ", "")
    if not name.endswith("."):
        stop = _STOP_AFTER.match(source, end)
        name, end = (f"{name}.", stop.end()) if stop else ("", end)
    if name not in _SHORT or not _BEFORE_SHORT.search(source[max(0, word.start() - 5) : word.start()]):
        return None
    return StateName(_SHORT[name], word.start(), end)


def _in_full(source: str, lower: str, word: re.Match[str]) -> StateName | None:
    name, end = lower, word.end()
    if lower in _FIRST_WORDS and (second := _SECOND_WORD.match(source, end)):
        name, end = f"{lower} {second[1].lower()}", second.end()
    code = _BY_NAME.get(name)
    if code is None:
        return None
    if code == "NY" and (city := _CITY_AFTER.match(source, end)):
        return StateName("NY", word.start(), city.end())
    if _NO_STATE_AFTER.match(source, end) or _is_city(source, end, code):
        return None
    return StateName(code, word.start(), end)


def _is_city(source: str, end: int, code: str) -> bool:
    """Say whether another state follows, as in "Nevada, MO"; a list of codes goes on instead."""
    after = _OTHER_STATE_AFTER.match(source, end)
    return after is not None and after[1] in _CODES and after[1] != code


def _stands_alone(source: str, word: re.Match[str]) -> bool:
    """Say whether two capitals are a state: "LA, CA" is a city, "VA Medical Center" an agency."""
    written, end = word[0], word.end()
    before = source[max(0, word.start() - 6) : word.start()]
    if written == "VA" and (_AGENCY_AFTER.match(source, end) or _AGENCY_BEFORE.search(before)):
        return False
    if written == "LA" and _CALIFORNIA_AFTER.match(source, end):
        return False
    if source.startswith(_GROUPS, end):
        return False
    if written not in _WORD_CODES:
        return True
    if written == "OK" and _FINE_BEFORE.search(before):
        return False
    if written != "OR" and _stands_in_row(source, word):
        return True
    return bool(_SET_OFF_BEFORE.search(before) or _SET_OFF_AFTER.match(source, end))


def _stands_in_row(source: str, word: re.Match[str]) -> bool:
    """Say whether a code stands between two others with nothing but spaces: "GA ID IN IA"."""
    before = _CODE_BEFORE.search(source, max(0, word.start() - 4), word.start())
    after = _CODE_AFTER.match(source, word.end())
    return before is not None and after is not None and {before[1], after[1]} <= _CODES
