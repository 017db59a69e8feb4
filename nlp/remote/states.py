"""In which states is the work done, or must a remote worker live?"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from nlp.reading import Line, Reading, lowered
from nlp.remote.residence import EXCLUDED, OTHER_MATTER, Collected, from_lists
from nlp.remote.state_names import StateName, lines_with_names, names_between, names_in_full, state_names
from nlp.rules import load
from nlp.shapes import Evidence, Rejected, Remote, StatesScope
from nlp.words import load_phrases

_RULES = load(Path(__file__).parent, "states.toml")
_PLACE = next(rule for rule in _RULES if rule.value == "place")
_ANY = next(rule for rule in _RULES if rule.value == "any")
_ANY_PHRASES = load_phrases(Path(__file__).with_name("sought.toml"), "any_state")
_NO_PLACE_SECTIONS = frozenset(("eeo", "benefits", "pay"))
_CITY = re.compile(r"(?<![\w.])(?:[A-Z][A-Za-z.'’]+[ -]){0,2}[A-Z][a-z.'’]+[A-Za-z.'’]*,\s{1,2}(?=[A-Z])")
_ENDS_PLACE = re.compile(r"\s*(?:$|[.,;:)|/•*\n-]|\d{5}|(?<=\s)[a-z])")
_ALONE = re.compile(r"\W*(?:[a-z][.)] )?[a-z .'-]{2,30},\s[a-z .]{2,20}(?: \d{5})?\W*")
_IN_STATE = re.compile(
    r"\b(?:in|across|throughout|state of|part of|parts of) (?:(?:the|rural|northern|southern|eastern|western|central|state|of|north|south|east|west|\w+(?:ern|al)) ){0,4}$",
    re.IGNORECASE,
)
_REMOTE_OK = re.compile(r"\b(?:remote|telework|hybrid|wfh)(?: is| work)? ok$", re.IGNORECASE)
_LOWER_CODE = re.compile(r"(?<=, )[A-Z][a-z]\b")
_SET_OFF = re.compile(r"[-–—(,/|:]\s*$|\bin\s+$|^\s*$|\b(?:or|and|&)\s*$", re.IGNORECASE)
_FACILITY = re.compile(
    r"\bpositions? (?:at|within|with|in) (?:the )?(?P<name>(?:(?:[A-Z][\w.'-]*|of) ){0,7}(?:[Hh]ealth|[Mm]edical|[Hh]ospital))"
)
_FACILITY_ANCHORS = tuple(
    f"{noun} {word} " for noun in ("position", "positions") for word in ("at", "within", "with", "in")
)
_ANY_FIELD = re.compile(r"\b(?:usa?|u\.s\.a?|united states|nationwide|anywhere)(?!\w)")
_HEAD_LINES, _TITLE_LINES, _PLACES_OFFERED = 8, 3, 3
_LONGEST_HEAD = 160


class FoundStates(NamedTuple):
    """The states that count and how far they bind, with the words that name them and the states left out."""

    states: tuple[str, ...] = ()
    scope: StatesScope = "unstated"
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def find_states(reading: Reading, remote: Remote) -> FoundStates:
    """Return the states of the location field, of residence where the work is remote, and of the work place.

    Excluded states, headquarters and customers' states are returned as rejected. `scope` is "any" where
    the posting takes any state, "listed" where it names states, else "unstated".
    """
    found = Collected()
    _from_field(reading, found)
    from_field = bool(found.evidence)
    # Where one must live is said of work from home; an office's state is in the location field.
    if remote in ("remote", "hybrid") or not from_field:
        _from_title(reading, found)
        from_lists(reading, found)
    if not found.evidence:
        _from_places(reading, remote, found)
    states = tuple(sorted({one.value for one in found.evidence}))
    return FoundStates(states, _scope(reading, remote, found), tuple(found.evidence), tuple(found.rejected))


@lru_cache(maxsize=4096)
def _names_of_field(field: str) -> tuple[list[StateName], list[StateName]]:
    """Return the states of a location field, and those that it excludes; kept, because an employer's openings share their places."""
    lower = lowered(field)
    if field.islower():
        field = _LOWER_CODE.sub(lambda code: code[0].upper(), field.title())
    names = [name for name in state_names(field, lowered(field)) if not _REMOTE_OK.search(field, 0, name.end)]
    excluded = [name for name in names if EXCLUDED.search(lower[: name.start])]
    return [name for name in names if name not in excluded], excluded


def _from_field(reading: Reading, found: Collected) -> None:
    names, excluded = _names_of_field(reading.subject.locations)
    found.reject(excluded, "excluded", "locations")
    found.take(names, "states.location_field", "locations")


def _from_title(reading: Reading, found: Collected) -> None:
    """Take the states of a title where the location field has none: "Coder - Remote (TX, OK)"."""
    if found.evidence:
        return
    title = reading.subject.title
    names = [name for name in state_names(title, reading.title_lower) if _SET_OFF.search(title[: name.start])]
    found.take(names, "states.title", "title")


def _from_places(reading: Reading, remote: Remote, found: Collected) -> None:
    """Take the states of the work place as the text gives them, where the location field has none."""
    for number in lines_with_names(reading):
        line = reading.lines[number]
        is_label = _PLACE.pattern.match(line.lower) is not None
        is_head = _is_head(number, line) if remote != "remote" else _is_alone(reading.lines, number)
        if (
            (is_label or is_head)
            and not OTHER_MATTER.search(line.lower)
            and not EXCLUDED.search(line.lower)
            and line.section not in _NO_PLACE_SECTIONS
        ):
            names = _cities(reading, line) if is_head and not is_label else _names(reading, line)
            found.take(names, "states.place")
    if not found.evidence and remote != "remote":
        _from_prose(reading, found)


def _is_head(number: int, line: Line) -> bool:
    """Say whether a line may be the posting's own place: one of the first, or a city with its state alone."""
    return (number < _HEAD_LINES and len(line.lower) < _LONGEST_HEAD) or _ALONE.fullmatch(
        line.lower
    ) is not None


def _is_alone(lines: tuple[Line, ...], number: int) -> bool:
    """Say whether a line is a city with its state alone: one of the first, or one of the places to choose from."""
    if _ALONE.fullmatch(lines[number].lower) is None:
        return False
    before = lines[max(0, number - _PLACES_OFFERED) : number]
    return number < _TITLE_LINES or any("location" in line.lower for line in before)


def _names(reading: Reading, line: Line) -> list[StateName]:
    return list(names_between(reading, line.start, line.end))


def _cities(reading: Reading, line: Line) -> list[StateName]:
    """Return the states of the line that follow a city: "Grand Rapids, MI"."""
    ends = {match.end() for match in _CITY.finditer(reading.text, line.start, line.end)}
    named = names_between(reading, line.start, line.end)
    return [
        name for name in named if name.start in ends and _ENDS_PLACE.match(reading.text, name.end, line.end)
    ]


def _from_prose(reading: Reading, found: Collected) -> None:
    """Take the first city with its state, else the only state that the text names."""
    names: list[StateName] = []
    for line in (reading.lines[number] for number in lines_with_names(reading)):
        if line.section in _NO_PLACE_SECTIONS or OTHER_MATTER.search(line.lower):
            continue
        if cities := _cities(reading, line):
            return found.take(cities[:1], "states.city")
        names += [
            name for name in _names(reading, line) if _IN_STATE.search(reading.text[: name.start][-40:])
        ]
    if len({name.code for name in names}) == 1:
        return found.take(names[:1], "states.only_one")
    return found.take(_of_facility(reading), "states.facility")


def _of_facility(reading: Reading) -> list[StateName]:
    """Return the state in the name of the body that has the position, as federal postings often name no other."""
    for line in reading.lines_with(*_FACILITY_ANCHORS):
        for match in _FACILITY.finditer(reading.text, line.start, line.end):
            start = match.start("name")
            for name in names_in_full(match["name"]):
                if name.code != "WA":
                    return [StateName(name.code, start + name.start, start + name.end)]
    return []


def _scope(reading: Reading, remote: Remote, found: Collected) -> StatesScope:
    if any(one.rule in ("states.residence", "states.residents_only") for one in found.evidence):
        return "listed"
    if remote == "remote" and (_ANY_FIELD.search(reading.locations_lower) or _says_any(reading)):
        return "any"
    return "listed" if found.evidence else "unstated"


def _says_any(reading: Reading) -> bool:
    numbers = reading.indexes_at(_ANY_PHRASES.offsets_in(reading.lower))
    return any(_ANY.pattern.search(reading.lines[number].lower) for number in numbers)
