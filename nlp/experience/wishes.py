"""Are years wished for rather than required: which words of their clause, or which heading, say so?"""

import re
from pathlib import Path

from nlp.experience.years import Span
from nlp.rows import row_level
from nlp.rules import load

RULES = load(Path(__file__).parent)
_WISHED, _REQUIRED = (
    next(rule for rule in RULES if rule.value == value) for value in ("preferred", "required")
)
_LONGEST_LABEL = 45
_INNER_HEADING = re.compile(
    r"\b(?:preferred|desired|nice|required|requirements|minimum|basic|must)[a-z ]{0,24}:(?=[a-z0-9])"
)
_RUN_TOGETHER = 400
BRACKETS = re.compile(r"\([^()]*(?:\)|$)")
_ALONE_WISHED = re.compile(
    r"[\s,]*(?:is |are |strongly |highly |but )*(?:preferred|desired|a plus|desirable|ideal|preferable)\b"
)
# "(Preferred)" right behind the years goes before any heading.
_BRACKETED_LEVEL = re.compile(
    r":?[^();:]{0,40}\(\s*(?:strongly |highly )?(?:(?P<wished>preferred|desired|optional|a plus|nice to have|ideal)|(?P<required>required|minimum))\b"
)
# "Orthopedic coding is preferred, two years or more": the years belong to the words before them.
_NO_MORE = re.compile(r"\W*(?:at least|or more|or longer|minimum)?\W*")
_TURNS = re.compile(r",|\b(?:but|though|although|however|while)\b|\s[-–—]\s")
_JOINED_WISHED = re.compile(r",\s*(?:and|or|and/or)\b[^,;]*\b(?:preferred|desired|a plus)\b")
# "Three years in audit, billing or coding preferred" lists fields of one wish.
_LISTED_WISHED = re.compile(
    r"(?:,\s*[\w'/&-]+(?: [\w'/&-]+){0,4}){2,6},?\s*(?:or|and) (?:[\w'/&-]+ ){1,5}(?:(?:is|are|strongly|highly) )*(?:preferred|desired|a plus)\W*"
)
# "A year in a clinic, hospital or lab preferred" lists places of one wish.
_IN_ONE_OF = re.compile(r"\bin an? (?:[\w'/-]+ ){0,3}[\w'/-]+$")
_PLACES_WISHED = re.compile(
    r",\s*(?:an? )?(?:[\w'/-]+,? ){1,6}or (?:an? )?(?:[\w'/-]+ ){1,4}(?:(?:is|are|strongly|highly) )*(?:preferred|desired|a plus)\b"
)


def is_wished(clause: str, span: Span, lower: str, heading: str | None) -> bool:
    """Say whether the years are wished for: the words of their own part of the clause go before its heading."""
    level = _BRACKETED_LEVEL.match(clause, span.end)
    if level is not None:
        return level["wished"] is not None
    start = max((turn.end() for turn in _TURNS.finditer(clause, 0, span.start)), default=0)
    turn = _TURNS.search(clause, span.end)
    stop = -1 if turn is None else turn.start()
    end = stop if stop >= 0 else len(clause)
    if start and _NO_MORE.fullmatch(f"{clause[start : span.start]} {clause[span.end : end]}"):
        start = max((turn.end() for turn in _TURNS.finditer(clause, 0, start - 1)), default=0)
    part = clause[start:end]
    if not any(match.start() < span.start < match.end() for match in BRACKETS.finditer(clause)):
        part = BRACKETS.sub(" ", part)
    rest = clause[stop:] if stop >= 0 else ""
    wished, required = _WISHED.search(part), _REQUIRED.search(part)
    if _ALONE_WISHED.match(rest) or _JOINED_WISHED.match(rest):
        return True
    lists = _LISTED_WISHED.fullmatch(rest) or (_PLACES_WISHED.match(rest) and _IN_ONE_OF.search(part))
    if lists and not _REQUIRED.search(clause):
        return True
    if wished and required:
        return wished.start() < required.start()
    if wished or required:
        return wished is not None
    level_of_row = row_level(lower) if "|" in lower else None
    if level_of_row is not None:
        return level_of_row == "preferred"
    label = _label(clause, span, lower)
    if (label and _WISHED.search(label)) or _REQUIRED.search(label):
        return _WISHED.search(label) is not None
    return heading == "preferred"


def _label(clause: str, span: Span, lower: str) -> str:
    """Return the heading in the same line: before a colon, or inside a text whose line breaks were lost."""
    label = clause[: span.start].rpartition(":")[0][-_LONGEST_LABEL:]
    if label or len(lower) < _RUN_TOGETHER:
        return label
    before = lower[: max(0, lower.find(clause))]
    return max((match[0] for match in _INNER_HEADING.finditer(before)), key=before.rfind, default="")
