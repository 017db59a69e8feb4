"""Which code sets, systems and specialties does a posting name, and is the work full-time, part-time or else?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nlp.reading import Reading
from nlp.remembered import remembered
from nlp.rules import Rule, load
from nlp.shapes import Evidence, Rejected, Where
from nlp.words import words_in

_RULES = load(Path(__file__).parent)
_EMPLOYMENT = [rule for rule in _RULES if rule.value.startswith("employment:")]
_FIELDS = {"mention": "mentions", "specialty": "specialties"}
_FIRST_WORD = re.compile(r"[a-z0-9]+")
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
    title_words = words_in(reading.title_lower)
    words = words_in(reading.lower)
    in_title = _NAMED.present(title_words)
    for number, anchors in sorted(_NAMED.present(words, title_words).items()):
        rule = _NAMED.rules[number]
        _look(reading, rule, anchors, evidence, rejected, may_name=number in in_title)
    employment = _employment(reading, words)
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


def _first_word(anchor: str) -> bytes:
    match = _FIRST_WORD.match(anchor)
    return b"" if match is None else match[0].encode()


class _ByWord:
    """Rules by the first words of their anchors."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.id)
        self._entries: dict[bytes, list[tuple[int, str]]] = {}
        for number, rule in enumerate(self.rules):
            for anchor in rule.anchors:
                self._entries.setdefault(_first_word(anchor), []).append((number, anchor))
        self._words = frozenset(self._entries)

    def present(self, *texts: frozenset[bytes]) -> dict[int, list[str]]:
        """Return the numbers of the rules that may match, each with its anchors whose first word occurs in one of the texts."""
        present: dict[int, list[str]] = {}
        for word in set[bytes]().union(*(self._words & words for words in texts)):
            for number, anchor in self._entries[word]:
                present.setdefault(number, []).append(anchor)
        return present


_EMPLOYED = _ByWord(_EMPLOYMENT)
_NAMED = _ByWord([rule for rule in _RULES if rule not in _EMPLOYMENT])


def _look(
    reading: Reading,
    rule: Rule,
    anchors: list[str],
    evidence: list[Evidence],
    rejected: list[Rejected],
    *,
    may_name: bool,
) -> None:
    """Take a rule's first match that counts, in the title, which `may_name` it, or the text."""
    kind, _, value = rule.value.partition(":")
    field, rule_id = _FIELDS[kind], f"mentions.{rule.id}"
    in_title = rule.search(reading.title_lower) if may_name else None
    if in_title is not None:
        evidence.append(Evidence(field, value, in_title.start(), in_title.end(), rule_id, "title"))
        return
    for match in _places(reading, rule, anchors):
        line = reading.find_line(match.start())
        if line is None or line.section not in rule.not_sections:
            evidence.append(Evidence(field, value, match.start(), match.end(), rule_id))
            return
        rejected.append(
            Rejected(field, value, match.start(), match.end(), f"named under {line.section} alone")
        )


def _places(reading: Reading, rule: Rule, anchors: list[str]) -> Iterator[re.Match[str]]:
    """Yield where a rule matches around its anchors, a few places for each; the anchor that comes first leads."""
    lower, plain = reading.lower, reading.plain
    for at, anchor in sorted([(plain.find(anchor), anchor) for anchor in anchors]):
        for _ in range(_MOST_PLACES):
            if at < 0:
                break
            match = rule.pattern.search(lower, max(0, at - _BEFORE), at + len(anchor) + _BEFORE)
            if match is not None:
                yield match
            at = plain.find(anchor, at + len(anchor))


def _employment(reading: Reading, words: frozenset[bytes]) -> Evidence | None:
    """Return how one is employed: as the title says, else the board's field, else the text."""
    in_title = _employed_by("title", reading.title_lower)
    by_board = in_title or _employed_by(
        "board", (reading.subject.employment_field or "").lower().replace("_", " ")
    )
    if by_board is not None:
        return by_board
    stated = [
        (match.start(), number, match)
        for number, anchors in sorted(_EMPLOYED.present(words).items())
        for match in _places(reading, _EMPLOYED.rules[number], anchors)
        if _is_stated(reading, match)
    ]
    if not stated:
        return None
    _, number, match = min(stated, key=lambda one: one[0])
    return _employed(_EMPLOYED.rules[number], match, "text")


@remembered
def _in_field(words: str) -> tuple[Rule, re.Match[str]] | None:
    """Return the first rule that holds of a title or a board's field, and where."""
    for rule in _EMPLOYMENT:
        if match := rule.search(words):
            return rule, match
    return None


def _employed_by(where: Where, words: str) -> Evidence | None:
    found = _in_field(words)
    return None if found is None else _employed(*found, where)


def _employed(rule: Rule, match: re.Match[str], where: Where) -> Evidence:
    value = rule.value.partition(":")[2]
    return Evidence("employment_type", value, match.start(), match.end(), f"mentions.{rule.id}", where)


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
