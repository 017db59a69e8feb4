"""Does a line belong to a list, and does the list's opening make its lines one choice?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nlp.credentials.phrases import TABLE, one_of
from nlp.reading import Line, Reading
from nlp.remembered import remembered
from nlp.words import holds_any

_ONE = re.compile(rf"(?<![a-z]){one_of(TABLE['list']['one'])}")
_ALL = re.compile(rf"(?<![a-z]){one_of(TABLE['list']['all'])}")
_FOLLOW = re.compile(rf"^[^a-z]*{one_of(TABLE['list']['follow'])}")
_POINTS = re.compile(
    r":\s*$|\bfollowing\b[^.:]{0,70}[.:?]?\s*$|\bbelow\b[^.:]{0,40}[.:]?\s*$|\b(?:list|these)\b[^.:]{0,60}[:.]?\s*$|\b(?:select|choose|mark|check) (?:the|one|your)\b[^.:]{0,90}[:.]?\s*$"
)
_SUBLIST = re.compile(
    r"[^a-z0-9]*(?:(?:from|by|through|via) )?(?:the )?(?:aapc|ahima|acdis|nha|hfma|other|others)(?: (?:credentials?|certifications?))?[^a-z0-9]*"
)
_POINTERS = ("following", "below", "these", "list", "select", "choose")
_BEGINS_WITH_OR = re.compile(r"[^a-z0-9]*(?:or|alternatively|failing that|otherwise)(?![a-z])")
_ENDS_WITH_OR = re.compile(r"[,;\s]or[,;:\s]*$")
_BEGINS_WITH_PLUS = re.compile(r"[^a-z0-9]*(?:and|plus|also|in addition)(?![a-z])")
_EXAMPLES = re.compile(r"\b(?:such as|e\.?g\.?|for example|including(?: but not limited to)?|examples?)\W*$")
_ITEM_LONGEST = 220
_LIST_LONGEST = 24
_SHORT_ITEM = 40
_TAIL = 300
_SLACK = 3
_LEAD = 12


class Opening(NamedTuple):
    """The line that opens a list, and whether any one of its lines is enough."""

    place: int
    line: Line
    one: bool


@lru_cache(maxsize=64)
def opening_of(reading: Reading, index: int) -> Opening | None:
    """Return the line that opens the list of which this line is an item, None where there is none; asked of a line more than once."""
    item = reading.lines[index]
    for above in range(index - 1, max(-1, index - _LIST_LONGEST), -1):
        line = reading.lines[above]
        if _SUBLIST.fullmatch(line.lower):
            continue
        if _opens(line, item):
            one = _ONE.search(line.lower) is not None and _ALL.search(line.lower) is None
            return Opening(above, line, one)
        if not _is_sibling(reading, line, item, above):
            return None
    return None


def gives_examples(lower: str) -> bool:
    """Say whether a list's opening calls its lines examples."""
    return _EXAMPLES.search(lower) is not None


def items_beside(reading: Reading, index: int) -> Iterator[int]:
    """Yield the other lines of a list of choices: a licence among them is one of the choices."""
    opening = opening_of(reading, index)
    if opening is None or not opening.one:
        return
    item = reading.lines[index]
    yield from range(opening.place + 1, index)
    for below in range(index + 1, min(len(reading.lines), index + _LIST_LONGEST)):
        line = reading.lines[below]
        if line.is_heading or line.is_bullet != item.is_bullet or (line.gap and not line.is_bullet):
            return
        yield below


def is_opening(line: Line) -> bool:
    """Say whether a line points at the lines below it."""
    lower = line.lower[-_TAIL:]
    if line.is_heading or lower[-1] == ":" or holds_any(lower, _POINTERS):
        return _points_on(lower, is_heading=line.is_heading)
    return False


@remembered
def _points_on(lower: str, *, is_heading: bool) -> bool:
    if is_heading and _ONE.search(lower):
        return True
    return _POINTS.search(lower) is not None and (lower[-1] == ":" or _ONE.search(lower) is not None)


def _opens(line: Line, item: Line) -> bool:
    if not is_opening(line):
        return False
    deeper = item.indent > line.indent or item.is_bullet > line.is_bullet
    return deeper or (
        (line.is_heading or line.lower.endswith((":", "?")))
        and (item.is_bullet == line.is_bullet or _ONE.search(line.lower) is not None)
    )


def _is_sibling(reading: Reading, line: Line, item: Line, index: int) -> bool:
    """Say whether the line above may be an item of the same list."""
    if line.is_heading or line.is_bullet != item.is_bullet:
        return False
    if line.end - line.start > _ITEM_LONGEST and not _ENDS_WITH_OR.search(line.lower):
        return False
    if item.indent > line.indent:
        return False
    return item.is_bullet or not reading.lines[index + 1].gap or line.end - line.start <= _SHORT_ITEM


def lines_to_join(reading: Reading, index: int) -> int:
    """Return how many lines above is the one that "or" makes one choice with this; 0 where there is none."""
    if index == 0:
        return 0
    above = reading.lines[index - 1]
    if above.is_heading or above.end - above.start > _ITEM_LONGEST:
        return 0
    if above.lower.strip(" -:,()") == "or":
        return 2
    return 1 if begins_with_or(reading.lines[index].lower) or _ENDS_WITH_OR.search(above.lower) else 0


def is_bare(lower: str, names: int) -> bool:
    """Say whether a clause is no more than its `names` letters of codes."""
    return len(lower.strip(" ,;:-()")) <= names + _SLACK


def goes_on(clause: str, lead: int, opening: str) -> bool:
    """Say whether a clause goes on with the choice that `opening` began; `lead` is where its first name stands."""
    if _BEGINS_WITH_PLUS.match(clause):
        return False
    before, colon, _ = opening.partition(":")
    return bool(colon) and _ONE.search(before) is not None and len(clause[:lead].strip(" ;,:(-")) <= _LEAD


def begins_with_or(lower: str) -> bool:
    """Say whether words go on with a further choice."""
    return _BEGINS_WITH_OR.match(lower) is not None


def adds_to_line_above(line: Line) -> bool:
    """Say whether a line begins with "plus" or "and": a group of its own, also within a list of choices."""
    return _BEGINS_WITH_PLUS.match(line.lower) is not None


def closes_as_choice(lower: str) -> bool:
    """Say whether words tell that one of those before them is enough."""
    return _FOLLOW.match(lower) is not None
