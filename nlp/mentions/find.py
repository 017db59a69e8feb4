"""Which code sets, systems and specialties does a posting name, and is the work full-time, part-time or else?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from nlp.anchors import AnchorIndex, Places
from nlp.reading import Reading
from nlp.remembered import remembered
from nlp.rules import Rule, load
from nlp.shapes import Evidence, Rejected, Where

_RULES = load(Path(__file__).parent)
_EMPLOYMENT = [rule for rule in _RULES if rule.value.startswith("employment:")]
_FIELDS = {"mention": "mentions", "specialty": "specialties", "employment": "employment_type"}
_BEFORE, _AROUND = 24, 60
_MOST_PLACES = 6
_NOT_EMPLOYMENT = frozenset(("benefits", "eeo", "pay", "apply"))
_LONGEST_LABEL = 90
_BRINGS_A_PERSON = re.compile(
    r"\b(?:is|as|for|hiring|seeking|need|needs|want|has|have|are) an? (?:[\w-]+ ){0,2}$|\b(?:type|status|schedule|hours)[a-z ]{0,12}[:|-]\W*$"
)
# In a header ("Coder | Full-time | Days") or a label ("Status: Full Time") only marks and numbers stand around it.
_LABEL_BEFORE = re.compile(
    r"(?:.{0,60}[|:,•·(/-])?\s*(?:regular |permanent |w-?2 |exempt |non-exempt |\d[\d.]* )*$"
)
_LABEL_AFTER = re.compile(
    r"\s*(?:$|\n|[|,;.•·()/&-]|\d|fte\b|days?\b|hours\b|nights?\b|evenings?\b|remote\b|hybrid\b|mon|regular\b|exempt\b|non-exempt\b|permanent\b|with benefits)"
)
_IS_WORK = re.compile(
    r",?\s*(?:[\w/-]+ ){0,3}?(?:position|role|job\b|opportunity|opening|coder|biller|auditor|hours|days|day\b|shift|contractor|assignment|spot|exempt)"
)
_OTHERS = re.compile(
    r"(?:\W*(?:employees?|staff|workers|team members|students?|faculty|experience|equivalent|benefit\w*|and part|or part)\b|[^.]{0,20}\b(?:are|is) eligible)"
)


class Found(NamedTuple):
    """What a posting names, each with its words; employment is None where it is not stated."""

    mentions: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    employment_type: str | None = None
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def find(reading: Reading) -> Found:
    """Return the code sets and systems (`mentions`), specialties and employment type that the posting names."""
    evidence: list[Evidence] = []
    rejected: list[Rejected] = []
    titled = _in_title(reading.title_lower)
    for rule, start, end in titled:
        evidence.append(_named(rule, start, end, "title"))
    in_title = {rule.id for rule, _, _ in titled}
    for rule, anchors in _NAMED.held_in(reading.lower):
        if rule.id not in in_title:
            _look(reading, rule, anchors, evidence, rejected)
    employment = _employment(reading)
    if employment is not None:
        evidence.append(employment)
    return Found(
        _values(evidence, "mentions"),
        _values(evidence, "specialties"),
        None if employment is None else employment.value,
        tuple(evidence),
        tuple(rejected),
    )


def _values(evidence: list[Evidence], field: str) -> tuple[str, ...]:
    return tuple(sorted({one.value for one in evidence if one.field == field}))


_BY_ID = sorted(_RULES, key=lambda rule: rule.id)
_EMPLOYED = AnchorIndex([rule for rule in _BY_ID if rule in _EMPLOYMENT])
_NAMED = AnchorIndex([rule for rule in _BY_ID if rule not in _EMPLOYMENT])


@lru_cache(maxsize=4096)
def _in_title(title: str) -> tuple[tuple[Rule, int, int], ...]:
    """Return the rules that name something in a title, and where; many postings share one, so the last ones are remembered."""
    held = ((rule, rule.pattern.search(title)) for rule, _ in _NAMED.held_in(title))
    return tuple((rule, match.start(), match.end()) for rule, match in held if match)


def _named(rule: Rule, start: int, end: int, where: Where = "text") -> Evidence:
    kind, _, value = rule.value.partition(":")
    return Evidence(_FIELDS[kind], value, start, end, f"mentions.{rule.id}", where)


def _look(
    reading: Reading, rule: Rule, anchors: Places, evidence: list[Evidence], rejected: list[Rejected]
) -> None:
    """Take a rule's first match in the text that counts."""
    for match in _places(reading, rule, anchors):
        line = reading.find_line(match.start())
        found = _named(rule, *match.span())
        if line is None or line.section not in rule.not_sections:
            evidence.append(found)
            return
        reason = f"named under {line.section} alone"
        rejected.append(Rejected(found.field, found.value, found.start, found.end, reason))


def _places(reading: Reading, rule: Rule, anchors: Places) -> Iterator[re.Match[str]]:
    """Yield where a rule matches around its anchors, a few places for each; the anchor that comes first leads."""
    for anchor, offsets in sorted(anchors.items(), key=lambda pair: (pair[1][0], pair[0])):
        for at in offsets[:_MOST_PLACES]:
            match = rule.pattern.search(reading.lower, max(0, at - _BEFORE), at + len(anchor) + _BEFORE)
            if match is not None:
                yield match


def _employment(reading: Reading) -> Evidence | None:
    """Return how one is employed: as the title says, else the board's field, else the text."""
    in_title = _employed_by("title", reading.title_lower)
    by_board = in_title or _employed_by(
        "board", (reading.subject.employment_field or "").lower().replace("_", " ")
    )
    if by_board is not None:
        return by_board
    stated = [
        (match.start(), rule, match)
        for rule, anchors in _EMPLOYED.held_in(reading.lower)
        for match in _places(reading, rule, anchors)
        if _is_stated(reading, match)
    ]
    if not stated:
        return None
    _, rule, match = min(stated, key=lambda one: one[0])
    return _named(rule, *match.span())


@remembered
def _in_field(words: str) -> tuple[Rule, re.Match[str]] | None:
    """Return the first rule that holds of a title or a board's field, and where."""
    for rule in _EMPLOYMENT:
        if match := rule.search(words):
            return rule, match
    return None


def _employed_by(where: Where, words: str) -> Evidence | None:
    found = _in_field(words)
    if found is None:
        return None
    rule, match = found
    return _named(rule, *match.span(), where)


def _is_stated(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether the words speak of this opening: a label, a short line, or the kind of work that is offered."""
    line = reading.find_line(match.start())
    if line is None or line.section in _NOT_EMPLOYMENT or _OTHERS.match(reading.lower, match.end()):
        return False
    before = reading.lower[max(line.start, match.start() - _AROUND) : match.start()]
    if (
        len(line.lower) < _LONGEST_LABEL
        and _LABEL_BEFORE.match(before)
        and _LABEL_AFTER.match(reading.lower, match.end())
    ):
        return True
    return (
        _BRINGS_A_PERSON.search(before) is not None or _IS_WORK.match(reading.lower, match.end()) is not None
    )
