"""Does a phrase speak of the records that the posting's holder codes?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.anchors import Places
from nlp.expressions import Expressions
from nlp.reading import Reading
from nlp.rules import Rule
from nlp.words import holds_any

_EXPRESSIONS = Expressions(__file__)
_BEFORE, _AFTER = 60, 70
_MOST_PLACES = 5
_SENTENCE = 160
_STOPS = ("\n", ". ", "; ", "! ", "? ", " | ")
_DENYING = _EXPRESSIONS.words("denying")
_NOT_OURS = _EXPRESSIONS.pattern("not_ours")
_HANDED = _EXPRESSIONS.words("handed")
_HANDED_ON = _EXPRESSIONS.pattern("handed_on")
_GIVEN_BEFORE = _EXPRESSIONS.pattern("given_before")
_TO_OTHERS = re.compile(r"^[^,;:]{0,50}? to (?:the|our|an?|another|its|\w+ (?:desk|team|coders?|staff))\b")
_HANDED_BACK = _EXPRESSIONS.pattern("handed_back")
_OF_EMPLOYER = _EXPRESSIONS.pattern("of_employer")
_CODING = re.compile(
    r"\b(?:cod(?:e|es|ed|ing|ers?)|bills?|assign\w*|audit\w*|review\w*|abstract\w*|charts?|accounts|claims|validat\w*)\b"
)
# A sentence that tells what the holder does is no wish, whatever else it names: "a credentialed coder, codes ...".
_DOES = re.compile(
    r"\b(?:codes|assigns|abstracts|audits|reviews|validates|you(?:'ll| will)? code|will code|to code|to assign)\b"
)
_OF_THE_EMPLOYER = 0.3
# Whoever looks for HCCs reads every kind of record, and names them.
_RISK = ("hcc", "risk adj", "risk-adj")
_BESIDE_RISK = 0.4
_BROUGHT = _EXPRESSIONS.words("brought")
_WORK = frozenset(("summary", "duties", "other", "about"))
_WISHES = frozenset(("required", "qualifications", "experience", "preferred", "schedule"))
_FACTOR = {
    "about": 0.4,
    "required": 0.5,
    "qualifications": 0.5,
    "experience": 0.5,
    "preferred": 0.2,
    "schedule": 0.8,
}
_ASKED = 0.25
_MOST_READ = 1800


class Place(NamedTuple):
    """Where a rule holds, how much it counts there, and why it does not where it does not."""

    start: int
    end: int
    factor: float
    reason: str = ""


def work_spans(reading: Reading) -> list[tuple[int, int]]:
    """Return the offsets of what speaks of the work: the summary, the duties and what stands under no heading."""
    return _spans(reading, _WORK)


def wish_spans(reading: Reading) -> list[tuple[int, int]]:
    """Return the offsets of what is asked of an applicant, which shows the work where nothing else does."""
    return _spans(reading, _WISHES)


def _spans(reading: Reading, sections: frozenset[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    left = _MOST_READ
    run = -1
    for line in reading.lines:
        if line.section in sections:
            run = line.start if run < 0 else run
            end = line.end
        elif run >= 0:
            spans.append((run, min(end, run + left)))
            left -= end - run
            run = -1
        if left <= 0:
            return spans
    if run >= 0:
        spans.append((run, min(end, run + left)))
    return spans


def places(rule: Rule, anchors: Places, reading: Reading, spans: list[tuple[int, int]]) -> Iterator[Place]:
    """Yield the first places in the spans where a rule holds near one of its anchors."""
    tried = 0
    for anchor, offsets in anchors.items():
        after = 0
        for at in offsets:
            if at < after or tried == _MOST_PLACES:
                continue
            begin = next(start for start, end in spans if start <= at < end)
            end = at + len(anchor)
            match = rule.pattern.search(reading.lower, max(begin, at - _BEFORE), end + _AFTER)
            if match:
                yield _place(reading, match.start(), match.end(), rule.value)
            after, tried = match.end() if match else end, tried + 1


def _place(reading: Reading, start: int, end: int, value: str) -> Place:
    line = reading.find_line(start)
    factor = _FACTOR.get(line.section, 1.0) if line else 1.0
    sentence = _sentence(reading.lower, start, end)
    if holds_any(sentence, _DENYING) and _NOT_OURS.search(sentence):
        return Place(start, end, 0.0, "said of other people's work")
    if _is_handed_on(reading.lower, start, end, sentence):
        return Place(start, end, 0.0, "handed on to others")
    if factor == 1 and holds_any(sentence, _BROUGHT) and not _DOES.search(sentence):
        factor = _ASKED
    if factor == 1 and value != "risk_adjustment" and holds_any(sentence, _RISK):
        factor = _BESIDE_RISK
    if factor == 1 and not _CODING.search(sentence) and _OF_EMPLOYER.search(sentence):
        factor = _OF_THE_EMPLOYER
    return Place(start, end, factor)


def _is_handed_on(lower: str, start: int, end: int, sentence: str) -> bool:
    """Say whether questions about such records go to others, or the posting's holder meets those who code them."""
    if not holds_any(sentence, _HANDED):
        return False
    before, after = lower[max(0, start - 80) : start], lower[end : end + 80]
    for stop in _STOPS:
        before, after = before.rpartition(stop)[2], after.partition(stop)[0]
    if _GIVEN_BEFORE.search(before) and _TO_OTHERS.search(after):
        return True
    return bool(_HANDED_ON.search(before) or _HANDED_BACK.search(after))


def _sentence(lower: str, start: int, end: int) -> str:
    """Return the sentence around a phrase, at most so long on either side."""
    first, last = max(0, start - _SENTENCE), end + _SENTENCE
    for stop in _STOPS:
        first = max(first, lower.rfind(stop, first, start) + 1)
        at = lower.find(stop, end, last)
        last = at if at >= 0 else last
    return lower[first:last]
