"""Where does a posting speak of its employer, and whom does a phrase speak of?"""

import re
from collections.abc import Iterator
from re import Match
from typing import NamedTuple

from nlp.anchors import Places
from nlp.expressions import Expressions
from nlp.reading import Reading
from nlp.rules import Rule
from nlp.words import holds_any

_EXPRESSIONS = Expressions(__file__)
_OPENING = 400
_HEAD = 900
_ABOUT = 600
_BEFORE, _AFTER = 90, 90
_MOST_PLACES = 3
_BESIDE = 45
_PRESENTED = 200
_WE_ARE = ("we are a", "we're a", "we are the", "we're the", "we are one of the")
_ABOUT_US = ("about ", "who we are", "who is ", "why ", "our ")
_DENIED = re.compile(r"\b(?:not(?!-for)|never|neither|nor|isn't|aren't|don't|no)\b[^.;:\n]*$")
_CLIENTS = _EXPRESSIONS.pattern("clients")
_OTHERS = _EXPRESSIONS.pattern("others")
_APPOSITION = re.compile(r"(?:, | is | \()an? [^.;,]*$")
_SERVES = re.compile(r"\bserv(?:es?|ing)(?: (?:more than|over|about|nearly|some))? $")
_OWN = re.compile(r"\b(?:our|this|its own|we own)(?: [\w-]+){0,2} $|\bresidents $")
_FOR_CLIENT = re.compile(
    r"\bclients? (?:is|are) (?:an? )?$|\b(?:our|a|the|one of our)(?: [\w-]+){0,3} clients?\b,?[^.;:\n]{0,45}$"
)
_WE_SERVE = re.compile(r"^[^.;:\n]{0,40}\b(?:we serve|clients?\b|we (?:support|code|bill) )")
_WISHED = re.compile(r"^[\w ,/-]{0,25}\b(?:experience|background|preferred|required|a plus)\b")
_BROUGHT = re.compile(
    r"\b(?:experience|years?(?: of)? (?:\w+ ){0,3}(?:in|at|with)|background|familiar\w*|knowledge)\b[^.;:\n]{0,50}$"
)
_OF_APPLICANTS = frozenset(
    (
        "required",
        "preferred",
        "qualifications",
        "education",
        "experience",
        "certification",
        "benefits",
        "eeo",
        "apply",
        "pay",
    )
)
_WISH_WORDS = ("experience", "background", "preferred", "required", "a plus")
_BROUGHT_WORDS = ("experience", "year", "background", "familiar", "knowledge")
_DENYING_WORDS = ("not", "n't", "no ", "never", "nor ", "neither")
_CLIENT_WORDS = ("client", " for ", "behalf", "contract", "partner", "assigned", "belong", "vendor")
_OTHERS_WORDS = _EXPRESSIONS.words("others_words")
_HOLDER = _EXPRESSIONS.pattern("holder")
_HOLDER_WORDS = _EXPRESSIONS.words("holder_words")
_CONTRACTED = re.compile(
    r"\b(?:contract(?:s|ed|ing)?|partner(?:s|ed|ing)?|agreements?|affiliated|works?|working) $"
)
_DOES_REST = re.compile(r" (?:does|handles|takes|sends|works|will|submits|bills|for us)\b")
_SERVED = "said of those whom the employer serves"
_WHO_SERVES = frozenset(("billing_company", "staffing_agency", "payer", "software_vendor", "school"))


_DUTIES = _EXPRESSIONS.pattern("duties")
_SENTENCE_END = re.compile(r"[.!](?= |$)|[;:\n]")
_LONGEST_DESCRIPTION = 140


def description(lower: str) -> int:
    """Return where a text's first sentence ends if it only describes the employer, as "Nonprofit nursing home." does; else 0."""
    end = _SENTENCE_END.search(lower, 0, _LONGEST_DESCRIPTION)
    stop = end.start() if end else len(lower)
    return 0 if stop > _LONGEST_DESCRIPTION or _DUTIES.search(lower, 0, stop) else stop


class Part(NamedTuple):
    """A stretch of the plain text, from `start`, in which an employer speaks of itself."""

    start: int
    words: str

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.start, self.start + len(self.words)


def parts_about_employer(reading: Reading) -> list[Part]:
    """Return the beginning of the text and, where it stands further down, what is said "about us"."""
    plain = reading.plain
    parts = [Part(0, plain[:_HEAD])]
    for line in reading.lines[reading.index_of_line(_HEAD) + 1 :]:
        if _opens_about(line.section, line.lower, line.is_heading):
            parts.append(Part(line.start, plain[line.start : line.start + _ABOUT]))
            break
    if (at := _presents_itself(reading)) >= 0:
        parts.append(Part(at, plain[at : at + _PRESENTED]))
    return parts


def _presents_itself(reading: Reading) -> int:
    """Return where, past the first part, the employer says what it is; -1 where it does not."""
    name = reading.employer_lower
    for words in (*_WE_ARE, f"{name} is a" if name else ""):
        at = reading.lower.find(words, _HEAD) if words else -1
        if at >= 0:
            return at
    return -1


def _opens_about(section: str, words: str, is_heading: bool) -> bool:
    return section == "about" or ((is_heading or len(words) < 50) and words.startswith(_ABOUT_US))


def near(rule: Rule, lower: str, part: Part, anchors: Places) -> Iterator[Match[str]]:
    """Yield the places where a rule holds close to one of its anchors; anchors side by side are looked at once."""
    start, stop = part.span
    last = -_BESIDE
    for at in sorted({at for offsets in anchors.values() for at in _apart(offsets)}):
        if at - last < _BESIDE:
            continue
        last = at
        if match := rule.pattern.search(lower, max(start, at - _BEFORE), min(stop, at + _AFTER)):
            yield match


def _apart(offsets: list[int]) -> Iterator[int]:
    """Yield the first offsets that do not lie in what is looked at after the one before."""
    last, yielded = -_AFTER, 0
    for at in offsets:
        if at - last >= _AFTER and yielded < _MOST_PLACES:
            yield at
            last, yielded = at, yielded + 1


def said_of_others(reading: Reading, start: int, end: int, setting: str) -> str:
    """Return why a phrase does not describe the employer, or "" where it does."""
    lower = reading.lower
    before, after = lower[max(0, start - 80) : start], lower[end : end + 60]
    line = reading.find_line(start)
    asked = line is not None and start > _OPENING and line.section in _OF_APPLICANTS
    if asked or _holds(_WISHED, after[:40], _WISH_WORDS) or _holds(_BROUGHT, before, _BROUGHT_WORDS):
        return "asked of applicants, or offered to them"
    if _holds(_DENIED, before, _DENYING_WORDS):
        return "the text denies it"
    if (
        setting == "billing_company"
        and "client" not in lower[start:end]
        and (_holds(_HOLDER, before, _HOLDER_WORDS) or _DOES_REST.match(after))
    ):
        return "said of the holder's duties"
    if _is_partner(lower, start, before) or (
        setting in ("payer", "software_vendor") and _holds(_FOR_CLIENT, before, ("client",))
    ):
        return _SERVED
    if setting in _WHO_SERVES or lower.startswith(("our ", "this "), start):
        return ""
    if (name := reading.employer_lower) and _APPOSITION.match(
        before.rpartition(name)[2] if name in before else ""
    ):
        return ""
    if setting == "physician_practice" and _SERVES.search(before):
        return _SERVED
    others = (
        setting != "physician_practice" and _holds(_OTHERS, before, _OTHERS_WORDS) and not _OWN.search(before)
    )
    if others or _holds(_CLIENTS, before, _CLIENT_WORDS) or _holds(_WE_SERVE, after, ("we ", "client")):
        return _SERVED
    return ""


def _is_partner(lower: str, start: int, before: str) -> bool:
    """Say whether a phrase that begins with "with" names whom the employer has a contract with."""
    return lower.startswith("with ", start) and _CONTRACTED.search(before) is not None


def _holds(pattern: re.Pattern[str], words: str, anchors: tuple[str, ...]) -> bool:
    """Say whether a pattern holds of a few words, which most often lack its anchors."""
    return holds_any(words, anchors) and pattern.search(words) is not None
