"""What does each sentence, the title and the location field say of where the work is done?"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from nlp.reading import Line, Reading
from nlp.rules import load
from nlp.shapes import Remote, Where

_ORDER = ("hybrid", "refused", "telework", "weak", "remote", "onsite", "spoken")
_RULES = load(Path(__file__).parent)
_READ = [(rule, frozenset(rule.anchors)) for kind in _ORDER for rule in _RULES if rule.value == kind]
_NOISE = [(rule, frozenset(rule.anchors)) for rule in _RULES if rule.value == "noise"]
_PHASE = next(rule for rule in _RULES if rule.value == "phase")
_ANCHORS = tuple(
    {anchor for rule in _RULES if rule.value not in ("noise", "phase") for anchor in rule.anchors}
)
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|[•·◆▪|]")
_THEN = re.compile(
    r"\b(?:then|after (?:that|this|which)|afterwards?|thereafter|from then on|(?<=, )(?:once|when)|following (?:that|this|which))\b"
)
_OPENS_LATER = re.compile(r"\W*(?:after|once|following|upon|when)\b")
_CONDITION = re.compile(
    r"\b(?:until|unless|before|outside|abroad|from (?:other|another)|international\w*|overseas)\b"
)
_MOST_SENTENCES = 150
_IN_TITLE = re.compile(
    r"\b(?:(?P<refused>(?:not|non)[- ]?remote)|(?P<hybrid>hybrid|remote\s*(?:/|or|&|and)\s*(?:on-?site|office))|(?P<remote>remote(?:ly)?(?! (?:site|patient|monitor\w*|access|clinic|support))|work(?:ing)?[- ](?:from|at)[- ]home|wfh|home[- ]based(?! (?:medical|care|primary|services|program))|telecommut\w*|virtual(?! care| health))|(?P<onsite>on[- ]?site(?! clinic| health)|in[- ]office))\b"
)
_IN_FIELD: tuple[tuple[str, Remote], ...] = (
    ("hybrid", "hybrid"),
    ("flex", "hybrid"),
    ("not remote", "onsite"),
    ("non-remote", "onsite"),
    ("remote", "remote"),
    ("telecommut", "remote"),
    ("home", "remote"),
    ("true", "remote"),
    ("yes", "remote"),
    ("on-site", "onsite"),
    ("onsite", "onsite"),
    ("on site", "onsite"),
    ("office", "onsite"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement on where the work is done: `source[start:end]` says `kind`, by `rule`."""

    kind: str
    start: int
    end: int
    rule: str
    where: Where = "text"


def read_sentences(reading: Reading) -> list[Said]:
    """Return what title, location field and text say, one statement a sentence, in that order."""
    said = [*_in_short("title", reading.title_lower), *_in_short("locations", reading.locations_lower)]
    for line in _lines_with_anchors(reading):
        for start, end in _sentences(line):
            said.extend(_read(reading.lower[start:end], start))
    return said


def read_field(field: str | None) -> tuple[Remote, list[Said]]:
    """Return what the board's own field says; "unstated" where it is empty or says something else."""
    words = (field or "").lower()
    for word, value in _IN_FIELD:
        if word in words:
            start = words.index(word)
            return value, [Said(value, start, start + len(word), "remote.board_field", "board")]
    return "unstated", []


def _in_short(where: Where, words: str) -> list[Said]:
    found = _IN_TITLE.search(words)
    if found is None:
        return []
    return [Said(found.lastgroup or "", found.start(), found.end(), f"remote.{where}", where)]


def _lines_with_anchors(reading: Reading) -> list[Line]:
    """Return the lines that hold a word on the place of work, in order."""
    numbers: set[int] = set()
    for anchor in _ANCHORS:
        at = reading.lower.find(anchor)
        while at >= 0:
            number = bisect_right(reading.starts, at) - 1
            if number < 0:
                break
            numbers.add(number)
            at = reading.lower.find(anchor, max(reading.lines[number].end, at + 1))
    return [reading.lines[number] for number in sorted(numbers)[:_MOST_SENTENCES]]


def _sentences(line: Line) -> list[tuple[int, int]]:
    """Return the spans of the line's sentences."""
    spans, start = [], 0
    for end in _SENTENCE_END.finditer(line.lower):
        spans.append((line.start + start, line.start + end.end()))
        start = end.end()
    spans.append((line.start + start, line.end))
    return spans[:_MOST_SENTENCES]


def _read(sentence: str, offset: int) -> list[Said]:
    """Return what one sentence says: its noise, and its first statement that counts."""
    present = {anchor for anchor in _ANCHORS if anchor in sentence}
    if not present:
        return []
    said, words = _without_noise(sentence, offset, present)
    phase = _PHASE.search(words)
    if phase is None:
        return said + _state(words, offset, present)
    then = _THEN.search(words, phase.start())
    for start in _starts_of_later(words, then):
        if later := _state(words[start:], offset + start, present):
            return said + later
    stated = _state(words, offset, present)
    if _OPENS_LATER.match(words):
        return said + stated
    return said + [_in_phase(one) for one in stated]


def _starts_of_later(words: str, then: re.Match[str] | None) -> tuple[int, ...]:
    """Return where the part on the time after a first stretch may begin: "on site first, remote thereafter"."""
    return () if then is None else (then.start(), words.rfind(",", 0, then.start()) + 1)


def _in_phase(one: Said) -> Said:
    """What holds on site for a first stretch says nothing of the time after it."""
    if one.kind == "onsite" or one.rule in ("remote.days_on_site", "remote.not_remote"):
        return Said("phase", one.start, one.end, one.rule)
    return one


def _without_noise(sentence: str, offset: int, present: set[str]) -> tuple[list[Said], str]:
    """Return the sentence with its misleading words blanked out, and those words."""
    said: list[Said] = []
    for rule, anchors in _NOISE:
        if anchors.isdisjoint(present):
            continue
        found = rule.pattern.finditer(sentence)
        said += [
            Said("noise", offset + one.start(), offset + one.end(), f"remote.{rule.id}") for one in found
        ]
        if said:
            sentence = rule.pattern.sub(lambda match: " " * len(match[0]), sentence)
    return said, sentence


def _state(words: str, offset: int, present: set[str]) -> list[Said]:
    for rule, anchors in _READ:
        if anchors.isdisjoint(present):
            continue
        match = rule.pattern.search(words)
        if match is None or (rule.value == "refused" and _CONDITION.search(words)):
            continue
        return [Said(rule.value, offset + match.start(), offset + match.end(), f"remote.{rule.id}")]
    return []
