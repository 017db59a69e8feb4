"""Does a phrase speak of the records that the posting's holder codes?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.reading import Reading
from nlp.rules import Rule

_BEFORE, _AFTER = 60, 70
_MOST_PLACES = 3
_SENTENCE = 160
_STOPS = ("\n", ". ", "; ", "! ", "? ")
_DENYING = ("n't", "not ", "never", "crew", "other", "belong", "care of", " own", "handled", "separate", "instead", "rather", "concern", " with both")
_NOT_OURS = re.compile(
    r"\bnot (?:part|our|coded|done|a home|a hospice|an? (?:hospital|home))|(?:n't|\bdo not|\bdoes not|\bnever|\bwe're not|\bare not) (?:code|bill|a )|"
    r"\bdifferent crew|\bcoded by (?:the|other|another|our|a )|\bby (?:other|another|a different)|\bother companies|"
    r"\bbelongs? to (?:the|another)|\btakes? care of|\b(?:codes?|bills?) (?:its|their) own|\bhandled (?:by|elsewhere)|"
    r"\b(?:another|separate|other) (?:team|department|group|unit)|\binstead of|\brather than|\bno concern of|\bworks? with both"
)
_BROUGHT = (
    " year", " yr", "experience", "prefer", " plus", "knowledge of", "required", "background", "certif", "familiar", "desired",
    "helpful", "degree", "credential", "understanding of", "cross-train", "training in", "learn",
)  # fmt: skip
_SECTION_FACTOR = {
    "summary": 1.0, "duties": 1.0, "other": 1.0, "about": 0.4,
    "required": 0.3, "qualifications": 0.3, "experience": 0.3, "preferred": 0.1, "certification": 0.1, "education": 0.1,
    "schedule": 0.5, "location": 0.3, "pay": 0.3, "benefits": 0.0, "eeo": 0.0, "apply": 0.1,
}  # fmt: skip
_ASKED = 0.3


class Place(NamedTuple):
    """Where a rule holds, how much it counts there, and why it does not where it does not."""

    start: int
    end: int
    factor: float
    reason: str = ""


def places(rule: Rule, anchors: list[str], reading: Reading) -> Iterator[Place]:
    """Yield the first places where a rule holds near one of its anchors."""
    lower = reading.lower
    tried = 0
    for anchor in anchors:
        at = lower.find(anchor)
        while at >= 0 and tried < _MOST_PLACES:
            match = rule.pattern.search(lower, max(0, at - _BEFORE), at + len(anchor) + _AFTER)
            if match:
                yield _place(reading, match.start(), match.end())
            after = match.end() if match else at + len(anchor)
            at, tried = lower.find(anchor, max(after, at + 1)), tried + 1


def _place(reading: Reading, start: int, end: int) -> Place:
    line = reading.find_line(start)
    factor = _SECTION_FACTOR[line.section] if line else 1.0
    if factor == 0:
        return Place(start, end, 0.0, "not said of the work")
    sentence = _sentence(reading.lower, start, end)
    if any(word in sentence for word in _DENYING) and _NOT_OURS.search(sentence):
        return Place(start, end, 0.0, "said of other people's work")
    if factor > _ASKED and any(word in sentence for word in _BROUGHT):
        factor = _ASKED
    return Place(start, end, factor)


def _sentence(lower: str, start: int, end: int) -> str:
    """Return the sentence around a phrase, at most so long on either side."""
    first, last = max(0, start - _SENTENCE), end + _SENTENCE
    for stop in _STOPS:
        first = max(first, lower.rfind(stop, first, start) + 1)
        at = lower.find(stop, end, last)
        last = at if at >= 0 else last
    return lower[first:last]
