"""Where in a posting does each line stand? Its lines, each with the section that it belongs to."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from nlp.flattened import parted
from nlp.headings import Section, section_of
from nlp.outline import HEAD_LONGEST, Form, Outline, heading, is_unknown_heading
from nlp.raw_lines import RawLine, raw_lines, unglued, unwrapped
from nlp.remembered import remembered
from nlp.shapes import Level, Subject

# One for one, so that an offset in the lowered text is an offset in the text.
_PLAIN = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("‑", "-"), ("‐", "-"), ("−", "-"),
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2007", " "), ("\t", " "),
)  # fmt: skip

# "*or*": words that plain text stresses.
_STRESSED = re.compile(r"(?<![\w*])\*(\w[^*\n]{0,30})(?<=\w)\*(?![\w*])")
_PREFERENCES = "preferences"
_WHOSE = ("veteran", "political appointee", "hiring preference")
_SOON, _NEAR = 3, 8
_INLINE_LONGEST = 60
_MOST_RUN_IN = 4
# What says something itself is no heading that a full stop ends.
_NAMES = re.compile(
    r"[A-Z]{2}|[0-9]|[Cc]ertifi(?:ed|cate)|[Dd]iploma|[Dd]egree|[Ee]xperience|[Rr]equired|[Pp]referred"
)
_QUESTIONNAIRE = ("appointee", "usajobs")


class Line(NamedTuple):
    """One line's words, without its bullet: `text[start:end]`; a tuple, because a posting has a hundred.

    A line that was broken by its width is one; in `lower` its breaks are spaces.

    `section` is the nearest heading's, `level` that of the nearest heading of a level. `colon` is the
    length of an inline heading ("Preferred: CCS"), 0 without one. `gap` says that an empty line stands
    before it, `indent` how far it is set in.
    """

    start: int
    end: int
    lower: str
    section: Section
    is_bullet: bool
    is_heading: bool
    level: Level | None = None
    colon: int = 0
    gap: bool = False
    indent: int = 0


# A named tuple's own constructor is Python and takes twice as long.
_line_of: Callable[[tuple[Any, ...]], Line] = partial(tuple.__new__, Line)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A posting read once: `lower` is the text in lower case with plain quotes, dashes and spaces, offset for offset.

    `plain` is `lower` with a question mark for every sign that is not ASCII: plain searches are faster in it, and a
    bullet alone would slow them down. A reading equals itself alone, so that what is found out of it can be kept by it.
    """

    subject: Subject
    text: str
    lower: str
    plain: str
    title_lower: str
    employer_lower: str
    locations_lower: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    def find_line(self, offset: int) -> Line | None:
        """Return the line that holds `offset`, or the last one before it; None before the first."""
        at = bisect_right(self.starts, offset) - 1
        return self.lines[at] if at >= 0 else None

    def index_of_line(self, offset: int) -> int:
        """Return the index of the line that holds `offset`, -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def indexes_with(self, needle: str) -> tuple[int, ...]:
        """Return, in order, the index of each line that holds the lower-case `needle`."""
        text = self.plain if needle.isascii() else self.lower
        at = text.find(needle)
        if at < 0:
            return ()
        found: list[int] = []
        while at >= 0:
            index = bisect_right(self.starts, at) - 1
            if index >= 0 and at < self.lines[index].end:
                found.append(index)
            at = text.find(needle, max(self.lines[index].end, at + 1))
        return tuple(found)

    def indexes_at(self, offsets: Iterable[int]) -> list[int]:
        """Return, in order, the index of each line in which one of the offsets lies."""
        held = ((self.index_of_line(at), at) for at in offsets)
        return sorted({index for index, at in held if index >= 0 and at < self.lines[index].end})

    def lines_with(self, *needles: str) -> Iterator[Line]:
        """Yield, in order, each line that holds one of the lower-case `needles`; cheap where none occurs."""
        found = {index for needle in needles for index in self.indexes_with(needle)}
        for index in sorted(found):
            yield self.lines[index]


def lowered(text: str) -> str:
    """Return `text` in lower case with plain quotes, dashes and spaces, each character in its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if not lower.isascii():
        for fancy, plain in _PLAIN:
            lower = lower.replace(fancy, plain)
    if "*" in lower:
        lower = _STRESSED.sub(r" \1 ", lower)
    return lower.replace("\t", " ")


def is_questionnaire(lower: str) -> bool:
    """Say whether a lowered text is the questionnaire of a federal announcement, whose questions hold duties and demands."""
    return all(mark in lower for mark in _QUESTIONNAIRE)


def read(subject: Subject) -> Reading:
    """Return the subject's text by lines and sections, and its fields in lower case."""
    lower = lowered(subject.text)
    lines = tuple(_lines(subject.text, lower))
    return Reading(
        subject,
        subject.text,
        lower,
        lower.encode("ascii", "replace").decode("ascii"),
        lowered(subject.title),
        lowered(subject.employer),
        lowered(subject.locations),
        lines,
        tuple([line.start for line in lines]),
    )


def _lines(text: str, lower: str) -> Iterator[Line]:
    found, glued = raw_lines(text, lower)
    raw = parted(text, unglued(text, unwrapped(text, found), glued))
    outline = Outline()
    for at, one in enumerate(raw):
        opens_list = not one.bullet and at + 1 < len(raw) and raw[at + 1].bullet
        if one.words.strip(" :") == _PREFERENCES and _is_of_veterans(raw, at, lower):
            outline.open("qualifications", "title", one.words)
            start, words, bullet, gap, indent = one
            end = start + len(words)
            yield Line(start, end, words, "qualifications", bullet, True, None, 0, gap, indent)
            continue
        yield _line(text, one, outline, opens_list=opens_list)


def _line(text: str, raw: RawLine, outline: Outline, *, opens_list: bool) -> Line:
    start, words, bullet, gap, indent = raw
    end = start + len(words)
    if len(words) <= HEAD_LONGEST:
        opened, is_unknown, section, length = _by_itself(words, text[start:end], bullet, gap, opens_list)
    else:
        opened, is_unknown = None, False
        section, length = _inline_heading(text[start : start + _INLINE_LONGEST], words)
    if opened:
        outline.open(opened[0], opened[1], words)
        return _line_of((start, end, words, opened[0], bullet, True, outline.level, 0, gap, indent))
    if is_unknown:
        outline.pass_by()
    if section:
        level: Level | None = section if section in ("required", "preferred") else outline.level
        if opens_list and section in ("required", "preferred"):
            outline.open(section, "colon", words[: length - 1])
        return _line_of((start, end, words, section, bullet, False, level, length, gap, indent))
    return _line_of((start, end, words, outline.section, bullet, False, outline.level, 0, gap, indent))


class _ByItself(NamedTuple):
    """What a short line's own words and form tell: what it opens as a heading, whether it may be an unknown one, what its first words open."""

    opened: tuple[Section, Form] | None
    is_unknown: bool = False
    section: Section | None = None
    length: int = 0


@remembered
def _by_itself(words: str, shape: str, bullet: bool, gap: bool, opens_list: bool) -> _ByItself:
    """Read a short line without those above it; `shape` is the line before it was lowered."""
    if opened := heading(shape, words, bullet, gap, opens_list):
        return _ByItself(opened)
    is_unknown = is_unknown_heading(words, bullet=bullet, opens_list=opens_list)
    return _ByItself(None, is_unknown, *_inline_heading(shape[:_INLINE_LONGEST], words))


def _inline_heading(shape: str, words: str) -> tuple[Section | None, int]:
    """Return the section that a line's first words open, and their length: "Preferred: CCS", "What would help. CDEO."."""
    colon = words.find(":", 1, _INLINE_LONGEST)
    if colon > 0:
        return section_of(words[:colon], shaped=colon < 45), colon + 1
    stop = words.find(". ", 1, _INLINE_LONGEST)
    if stop < 0 or words.count(" ", 0, stop) >= _MOST_RUN_IN:
        return None, 0
    is_shouted = " " in words[:stop] and shape[:stop].isupper()
    if not is_shouted and _NAMES.search(shape, 0, stop):
        return None, 0
    section = section_of(words[:stop], shaped=not is_shouted)
    return (section if section in ("required", "preferred", "qualifications") else None), stop + 1


def _is_of_veterans(raw: list[RawLine], at: int, lower: str) -> bool:
    """Say whether a heading opens the part of a federal questionnaire on who is preferred by law."""
    near = raw[max(0, at - _NEAR) : at + _NEAR] if is_questionnaire(lower) else raw[at + 1 : at + 1 + _SOON]
    return any(word in one.words for one in near for word in _WHOSE)
