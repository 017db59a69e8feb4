"""Does a phrase speak of the records that the posting's holder codes?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.anchors import Places
from nlp.reading import Reading
from nlp.rules import Rule
from nlp.words import holds_any

_BEFORE, _AFTER = 60, 70
_MOST_PLACES = 5
_SENTENCE = 160
_STOPS = ("\n", ". ", "; ", "! ", "? ", " | ")
_DENYING = (
    "n't",
    "not ",
    "never",
    "no ",
    "coded by a",
    "coded by two",
    "coded by three",
    "takes over",
    "outside",
    "priced by",
    "crew",
    "other",
    "belong",
    "care of",
    " own",
    "handled",
    "separate",
    "instead",
    "rather",
    "concern",
    " with both",
    "is coded ",
    "are coded ",
    "is done by ",
    "are done by ",
    "by a vendor",
    "by another",
    "for themselves",
)
_NOT_OURS = re.compile(
    r"n't (?:code|bill|a |be (?:doing|coding|billing|handling)\b)|"
    r"\b(?:(?:isn't|aren't) part of\b|not (?:part|our|coded|done|a home|a hospice|an? (?:hospital|home))|(?:do not|does not|never|we're not|are not) (?:code|bill|a )|"
    r"not be (?:doing|coding|billing|handling)\b|you (?:will not|won't|don't|do not) (?:do|handle|touch|code)\b|coded by (?:the|other|another|our|a )|(?:are|is) (?:coded|billed) by (?:an? |two |three |some )?(?:[\w-]+ ){0,2}(?:firm|vendor|contractor|company|employees|agency)\b|takes over\b|outside (?:of )?this (?:job|role|position)|"
    r"different crew|by (?:other|another|a different)|other companies|"
    r"belongs? to (?:the|another)|takes? care of|(?:codes?|bills?|does?|has|have|handles?|keeps?) (?:all )?(?:its|their) own|handled (?:by|elsewhere)|"
    r"(?:another|separate|other) (?:team|department|group|unit)|no (?:duty for |part in |duties in )?(?:[\w-]+ )?(?:professional|physician|pro-?fee|inpatient|outpatient|facility|drgs?|pcs)\b|priced by\b|(?:don't|do not) pass\b|instead of|rather than|no concern of|works? with both|(?:are|is) (?:coded|done|billed) (?:in|by) (?:the|our|an?|another|those)\b|bills? for themselves\b|have other coders\b|by an? (?:outside )?vendor\b)"
)
_HANDED = (
    "refer",
    "forward",
    "route",
    "send",
    "sent ",
    "pass",
    "escalat",
    "hand",
    "transfer",
    "with ",
    "which ",
    "what ",
    "though ",
    "although ",
    "but ",
    "while ",
    "since ",
    "go to",
    "goes to",
    "stay",
    "remain",
    "outside",
    "except",
    "exclud",
)
_GIVEN = r"\b(?:refer(?:s|red)?|forward(?:s|ed)?|routes?|sends?|pass(?:es)?|escalates?|hands?|transfers?)\b"
_HANDED_ON = re.compile(
    rf"{_GIVEN}[^,;:]{{0,60}} to (?:the |our |an? |another )?(?:[\w/-]+ ){{0,3}}$|"
    r"\b(?:work(?:s|ing)?|interact\w*|collaborat\w+|partner(?:s|ing)?|coordinat\w+|liais\w+|communicat\w+|meet(?:s|ing)?|consult(?:s|ing)?) "
    r"(?:\w+ly )?with (?:[\w/-]+,? ){0,4}$|\b(?:knows?|understands?)\b[^,;:]{0,25} what (?:an? |the )?$|"
    r"\b(?:except|excluding|outside of|other than) (?:[\w/-]+ ){0,3}$"
)
_GIVEN_BEFORE = re.compile(rf"{_GIVEN} (?:[\w/-]+ ){{0,3}}$")
_TO_OTHERS = re.compile(r"^[^,;:]{0,50}? to (?:the|our|an?|another|its|\w+ (?:desk|team|coders?|staff))\b")
_HANDED_BACK = re.compile(
    r"^[^;]{0,30}?(?:, )?\b(?:which|that|though|although|but|while|since) (?:this|we|the|our|another|other|others|a|it|they|\w+ (?:coders?|colleagues|teams?))\b[^;]{0,25}\b(?:not|n't|never|codes?|sets?|handles?|owns?|reviews?|colleagues|takes? care)\b|"
    r"^[\w /-]{0,40}\b(?:(?:go(?:es)?|belongs?) to|(?:is|are) (?:sent|routed|referred|forwarded|passed|handed) |(?:stays?|remains?|sits?) with|"
    r"(?:is|are) (?:outside|out of scope|excluded|not (?:part|in|coded|handled)))"
)
_OF_EMPLOYER = re.compile(
    r"\b(?:(?:is|are|as) an? |operat(?:es?|ing)|compris\w+|consist\w* of|owns?|runs|founded|since (?:19|20)|family of|network of|home to|serv(?:es?|ing) (?:the|more|over|\w+ (?:counties|states))|"
    r"(?:includes?|has|have|with) (?:\w+ ){0,2}(?:hospitals|clinics|locations|centers|beds|practices)\b)"
)
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
_BROUGHT = (
    " year", " yr", "experience", "prefer", "a plus", "is plus", "knowledge of", "required", "background", "certif", "familiar", "desired",
    "helpful", "degree", "credential", "understanding of", "cross-train", "training in", "learn",
)  # fmt: skip
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
