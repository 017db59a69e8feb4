"""In which states is the work done, or must a remote worker live?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.reading import Line, Reading
from nlp.remote.state_names import StateName, state_names
from nlp.rules import load
from nlp.shapes import Evidence, Rejected, Remote, StatesScope, Where
from nlp.spans import SENTENCE_ENDS, spans_with
from nlp.words import Phrases

_RULES = load(Path(__file__).parent, "states.toml")
_BEFORE = tuple(rule for rule in _RULES if rule.value == "before")
_AFTER = next(rule for rule in _RULES if rule.value == "after")
_PLACE = next(rule for rule in _RULES if rule.value == "place")
_EXCLUDED = next(rule for rule in _RULES if rule.value == "excluded")
_OTHER = next(rule for rule in _RULES if rule.value == "other")
_ANY = next(rule for rule in _RULES if rule.value == "any")
# Sentences that hold one of these are looked at for lists of states.
_LIST_WORDS = Phrases(
    *(
        "live",
        "lives",
        "living",
        "reside",
        "resides",
        "residing",
        "residence",
        "residency",
        "resident",
        "residents",
    ),
    *(
        "hire",
        "hires",
        "hiring",
        "employ",
        "employs",
        "located",
        "based in",
        "home in",
        "homes in",
        "home may",
    ),
    *("remote in", "remotely in", "remote within", "remotely within", "anywhere in", "miles", "performed in"),
    *("performed within", "coders in", "job from", "work from", "yes, within", "states", "only", "open to"),
    *("applicants", "candidates"),
)
_ANY_ANCHORS = Phrases(
    *(
        "any state",
        "any us",
        "any u.s",
        "state your",
        "matter which",
        "matter what",
        "regardless of",
        "50 states",
    ),
    *("fifty states", "anywhere", "nationwide", "continental", "lower 48", "contiguous", "all states"),
)
_NEXT_LINE = 40
_NO_LIST_SECTIONS = frozenset(("eeo",))
_NO_PLACE_SECTIONS = frozenset(("eeo", "benefits", "pay"))
_STOP = re.compile(r"[.!?](?=\s|$)(?<!u\.s\.)(?<!d\.c\.)")
# What may stand between two states of one list.
_JOINT = re.compile(
    r"[\s,;/&()|•*·:-]*(?:\b(?:and|or|the|state|states|of|commonwealth|as well as|plus|also|parts|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|metro|area)\b[\s,;/&()|•*·:-]*)*",
    re.IGNORECASE,
)
_LONGEST_LEAD, _LONGEST_LIST, _REACH_AFTER = 90, 1500, 60
_CITY = re.compile(r"(?<![\w.])(?:[A-Z][A-Za-z.'’]+[ -]){0,2}[A-Z][a-z.'’]+[A-Za-z.'’]*,\s{1,2}(?=[A-Z])")
_ENDS_PLACE = re.compile(r"\s*(?:$|[.,;:)|/•*\n-]|\d{5}|(?:is|and|or|where|with|has|offers|that)\b)")
_ALONE = re.compile(r"\W*(?:[a-z][.)] )?[a-z .'-]{2,30},\s[a-z .]{2,20}(?: \d{5})?\W*")
_IN_STATE = re.compile(
    r"\b(?:in|across|throughout|of) (?:(?:the|rural|northern|southern|eastern|western|central|state|of|north|south|east|west|\w+(?:ern|al)) ){0,4}$",
    re.IGNORECASE,
)
_LOWER_CODE = re.compile(r"(?<=, )[A-Z][a-z]\b")
_SET_OFF = re.compile(r"[-–—(,/|:]\s*$|\bin\s+$|^\s*$|\b(?:or|and|&)\s*$", re.IGNORECASE)
_RULED_OUT_AFTER = re.compile(
    r"\W*(?:candidates |residents |applicants )?(?:(?:are|is|can|may|will|do) ?not\b|cannot\b|can't|aren't|isn't|(?:are|is) (?:excluded|ineligible))"
)
_ANY_FIELD = re.compile(r"\b(?:usa?|u\.s\.a?|united states|nationwide|anywhere)(?!\w)")
_HEAD_LINES = 8
_LONGEST_HEAD = 160


@dataclass(frozen=True, slots=True)
class FoundStates:
    """The states that count and how far they bind, with the words that name them and the states left out."""

    states: tuple[str, ...] = ()
    scope: StatesScope = "unstated"
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(slots=True)
class _Collected:
    evidence: list[Evidence]
    rejected: list[Rejected]

    def take(self, found: list[StateName], rule: str, where: Where = "text") -> None:
        self.evidence += [Evidence("states", name.code, name.start, name.end, rule, where) for name in found]

    def reject(self, found: list[StateName], reason: str, where: Where = "text") -> None:
        self.rejected += [
            Rejected("states", name.code, name.start, name.end, reason, where) for name in found
        ]


def find_states(reading: Reading, remote: Remote) -> FoundStates:
    """Return the states of the location field, of residence where the work is remote, and of the work place.

    Excluded states, headquarters and customers' states are returned as rejected. `scope` is "any" where
    the posting takes any state, "listed" where it names states, else "unstated".
    """
    found = _Collected([], [])
    _from_field(reading, found)
    from_field = bool(found.evidence)
    # Where one must live is said of work from home; an office's state is in the location field.
    if remote in ("remote", "hybrid") or not from_field:
        _from_title(reading, found)
        _from_lists(reading, found)
    if not found.evidence:
        _from_places(reading, remote, found)
    states = tuple(sorted({one.value for one in found.evidence}))
    return FoundStates(states, _scope(reading, remote, found), tuple(found.evidence), tuple(found.rejected))


def _from_field(reading: Reading, found: _Collected) -> None:
    field = reading.subject.locations
    if field.islower():
        field = _LOWER_CODE.sub(lambda code: code[0].upper(), field.title())
    taken: list[StateName] = []
    for name in state_names(field):
        excluded = _EXCLUDED.search(reading.locations_lower[: name.start])
        (found.reject([name], "excluded", "locations") if excluded else taken.append(name))
    found.take(taken, "states.location_field", "locations")


def _from_title(reading: Reading, found: _Collected) -> None:
    """Take the states of a title where the location field has none: "Coder - Remote (TX, OK)"."""
    if found.evidence:
        return
    title = reading.subject.title
    names = [name for name in state_names(title) if _SET_OFF.search(title[: name.start])]
    found.take(names, "states.title", "title")


def _from_lists(reading: Reading, found: _Collected) -> None:
    """Take the lists of states in which one must live, or from which the employer hires."""
    seen = -1
    for start, end in spans_with(reading, _LIST_WORDS.possible_in(reading.lower), SENTENCE_ENDS):
        line = reading.find_line(start)
        if end <= seen or line is None or line.section in _NO_LIST_SECTIONS:
            continue
        if _may_list(reading.text, start, end):
            seen = _from_sentence(reading, max(start, seen), end, found)


def _may_list(text: str, start: int, end: int) -> bool:
    """Say whether a sentence names states, or leads up to a list of them on the next lines."""
    return next(state_names(text, start, end + _NEXT_LINE), None) is not None


def _from_sentence(reading: Reading, start: int, end: int, found: _Collected) -> int:
    """Sort the lists of one sentence; return where the last of them ended."""
    sentence = reading.lower[start:end]
    seen = start
    for lead in sorted(match.end() for rule in _BEFORE for match in rule.pattern.finditer(sentence)):
        if start + lead >= seen and (names := _list_after(reading.text, start + lead)):
            _sort(reading, start, names, "states.residence", found)
            seen = names[-1].end
    if _AFTER.search(sentence) is not None:
        for names in _groups(reading.text, seen, end):
            if _AFTER.pattern.match(reading.lower, names[-1].end):
                _sort(reading, start, names, "states.residents_only", found)
    return seen


def _list_after(text: str, start: int) -> list[StateName]:
    """Return the list of states that `text[start:]` leads up to; it may go on over bulleted lines."""
    names = state_names(text, start, start + _LONGEST_LIST)
    first = next(names, None)
    if first is None or not _leads_up(text[start : first.start]):
        return []
    over_lines = "\n" in text[start : first.start]
    return [first, *_rest(text, first, names, over_lines)]


def _rest(text: str, first: StateName, names: Iterator[StateName], over_lines: bool) -> Iterator[StateName]:
    end = first.end
    for name in names:
        gap = text[end : name.start]
        if not _JOINT.fullmatch(gap) or ("\n" in gap and not over_lines):
            return
        end = name.end
        yield name


def _leads_up(lead: str) -> bool:
    words, _, after_break = lead.partition("\n")
    if len(words) > _LONGEST_LEAD or _STOP.search(words):
        return False
    return not any(char.isalnum() for char in after_break)


def _groups(text: str, start: int, end: int) -> list[list[StateName]]:
    """Return the states of `text[start:end]`, those that stand in one list together."""
    groups: list[list[StateName]] = []
    for name in state_names(text, start, end):
        if groups and _JOINT.fullmatch(text, groups[-1][-1].end, name.start):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _sort(reading: Reading, start: int, names: list[StateName], rule: str, found: _Collected) -> None:
    """Take a list of states, or reject it where its sentence, from `start`, rules it out or means something else."""
    sentence = reading.lower[start : names[0].start]
    after = reading.lower[names[-1].end : names[-1].end + _REACH_AFTER]
    if _EXCLUDED.search(sentence) or _RULED_OUT_AFTER.match(after):
        found.reject(names, "excluded")
    elif _OTHER.search(sentence + _STOP.split(after)[0]):
        found.reject(names, "speaks of pay laws, customers or a head office")
    else:
        found.take(names, rule)


def _from_places(reading: Reading, remote: Remote, found: _Collected) -> None:
    """Take the states of the work place as the text gives them, where the location field has none."""
    for number, line in enumerate(reading.lines):
        is_label = _PLACE.pattern.match(line.lower) is not None
        is_head = remote != "remote" and _is_head(number, line)
        if (is_label or is_head) and not _OTHER.search(line.lower) and line.section not in _NO_PLACE_SECTIONS:
            names = _cities(reading.text, line) if is_head and not is_label else _names(reading.text, line)
            found.take(names, "states.place")
    if not found.evidence and remote != "remote":
        _from_prose(reading, found)


def _is_head(number: int, line: Line) -> bool:
    """Say whether a line may be the posting's own place: one of the first, or a city with its state alone."""
    return (number < _HEAD_LINES and len(line.lower) < _LONGEST_HEAD) or _ALONE.fullmatch(
        line.lower
    ) is not None


def _names(text: str, line: Line) -> list[StateName]:
    return list(state_names(text, line.start, line.end))


def _cities(text: str, line: Line) -> list[StateName]:
    """Return the states of the line that follow a city: "Grand Rapids, MI"."""
    ends = {match.end() for match in _CITY.finditer(text, line.start, line.end)}
    named = state_names(text, line.start, line.end)
    return [name for name in named if name.start in ends and _ENDS_PLACE.match(text, name.end, line.end)]


def _from_prose(reading: Reading, found: _Collected) -> None:
    """Take the first city with its state, else the only state that the text names."""
    names: list[StateName] = []
    for line in reading.lines:
        if line.section in _NO_PLACE_SECTIONS or _OTHER.search(line.lower):
            continue
        if cities := _cities(reading.text, line):
            return found.take(cities[:1], "states.city")
        names += [
            name for name in _names(reading.text, line) if _IN_STATE.search(reading.text[: name.start][-40:])
        ]
    if len({name.code for name in names}) == 1:
        found.take(names[:1], "states.only_one")
    return None


def _scope(reading: Reading, remote: Remote, found: _Collected) -> StatesScope:
    if any(one.rule in ("states.residence", "states.residents_only") for one in found.evidence):
        return "listed"
    if remote == "remote" and (_ANY_FIELD.search(reading.locations_lower) or _says_any(reading)):
        return "any"
    return "listed" if found.evidence else "unstated"


def _says_any(reading: Reading) -> bool:
    numbers = {
        number
        for anchor in _ANY_ANCHORS.possible_in(reading.lower)
        for number in reading.indexes_with(anchor)
    }
    return any(_ANY.pattern.search(reading.lines[number].lower) for number in numbers)
