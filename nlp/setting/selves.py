"""What does an employer call itself: which phrases say "we are a ..." or "we run ..."?"""

import re
from collections.abc import Iterator
from re import Match

from nlp.anchors import Places
from nlp.expressions import Expressions
from nlp.rules import Rule
from nlp.setting.spans import Part, description
from nlp.words import holds_any

_EXPRESSIONS = Expressions(__file__)
_OPENERS = _EXPRESSIONS.words("openers")
_OPENING = _EXPRESSIONS.pattern("opening")
_AT_ONCE = ("our ", "as a")
_CLOSING = re.compile(r"\b(?:not|for|by|with|to|from|in|that|who|where|of)\b|[.;:\n]")
_LONGEST = 90
_BEYOND = 45
_MAY_BE_RUN = frozenset(
    (
        "post_acute_is",
        "community_clinic_is",
        "behavioral_is",
        "rehab_is",
        "surgery_center_is",
        "care_offered",
        "treatment_offered",
    )
)
_OF_HOSPITALS = frozenset(("behavioral_is", "rehab_is"))


def selves(
    rules: list[tuple[Rule, Places]], lower: str, part: Part
) -> Iterator[tuple[Rule, Match[str], bool]]:
    """Yield each rule with the place where the employer is called so; a clause for others ends the phrase.

    True beside it says that the employer only runs or has such places.
    """
    begins = [(opening.end(), opening.lastgroup == "runs") for opening in _openings(lower, part)]
    if part.start == 0 and description(lower):
        begins.insert(0, (0, False))
    for begin, runs in begins:
        ahead = lower[begin : begin + _LONGEST + _BEYOND]
        likely = [
            rule
            for rule, anchors in rules
            if (not runs or rule.id in _MAY_BE_RUN) and holds_any(ahead, anchors)
        ]
        if likely:
            for rule, match in _called(likely, lower, begin):
                if not runs or rule.id in _OF_HOSPITALS or "hospital" not in ahead:
                    yield rule, match, runs


def _called(rules: list[Rule], lower: str, begin: int) -> Iterator[tuple[Rule, Match[str]]]:
    """Yield each rule that holds in the phrase from `begin` on."""
    closing = _CLOSING.search(lower, begin, begin + _LONGEST)
    end = closing.start() if closing else begin + _LONGEST
    for rule in rules:
        match = rule.pattern.search(lower, begin, end + _BEYOND)
        if match and match.start() < end:
            yield rule, match


def _openings(lower: str, part: Part) -> Iterator[Match[str]]:
    """Yield where such phrases begin, in the order of the text; plain words are found faster than by expression."""
    found: set[int] = set()
    if part.words.startswith(_AT_ONCE):
        found.add(part.start)
    for words in _OPENERS:
        at = part.words.find(words)
        while at >= 0:
            found.add(part.start + at)
            at = part.words.find(words, at + 1)
    for at in sorted(found):
        if opening := _OPENING.match(lower, at):
            yield opening
