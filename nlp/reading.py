"""Where in a posting does each line stand? Its lines, each with the section that it belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from nlp.headings import Section, section_of
from nlp.shapes import Level, Subject

# One for one, so that an offset in the lowered text is an offset in the text.
_PLAIN = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("‑", "-"), ("‐", "-"), ("−", "-"),
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2007", " "), ("\t", " "),
)  # fmt: skip
_LINE = re.compile(
    r"([ \t]*)((?:[-*•▪▫◦‣⁃·●○■□◆◇►▶➤➢➔✓✔✅»>~§]|o(?=[ \t])|\(?[0-9]{1,2}[.)](?=[ \t])|\(?[a-h][.)](?=[ \t]))[ \t]*)?([^\r\n\v\f\u2028\u2029\x85]+)"
)
_BULLETS = "-*•▪▫◦‣⁃·●○■□◆◇►▶➤➢➔✓✔✅»>~§o"
_HEAD_LONGEST = 72
_BARE = frozenset(
    (
        "required",
        "preferred",
        "minimum",
        "desired",
        "mandatory",
        "must have",
        "must haves",
        "nice to have",
        "must-haves",
    )
)
_SHORT_WORDS = 7
_WIDE = 45
_WIDEST = 100
_FULL_LINES = 6
_PARAGRAPH = 4_000
# A short line with a number, an abbreviation or one of these words says something itself.
_SAYS = re.compile(r"[0-9$|]|[A-Z]{3}|(?i:\bcertified\b|\bcoders?\b|\byears?\b|\bdiploma\b|\bdegree\b)")

_Form = Literal["caps", "title", "colon", "words"]


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A posting read once: `lower` is the text in lower case with plain quotes, dashes and spaces, offset for offset."""

    subject: Subject
    text: str
    lower: str
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
        at = self.lower.find(needle)
        if at < 0:
            return ()
        found: list[int] = []
        while at >= 0:
            index = bisect_right(self.starts, at) - 1
            if index >= 0 and at < self.lines[index].end:
                found.append(index)
            at = self.lower.find(needle, max(self.lines[index].end, at + 1))
        return tuple(found)

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
    return lower.replace("\t", " ")


def read(subject: Subject) -> Reading:
    """Return the subject's text by lines and sections, and its fields in lower case."""
    lower = lowered(subject.text)
    lines = tuple(_lines(subject.text, lower))
    return Reading(
        subject,
        subject.text,
        lower,
        lowered(subject.title),
        lowered(subject.employer),
        lowered(subject.locations),
        lines,
        tuple([line.start for line in lines]),
    )


@dataclass(slots=True)
class _Outline:
    """The headings in force while a text is read from top to bottom."""

    section: Section = "summary"
    level: Level | None = None
    level_form: _Form = "words"
    level_is_bare: bool = False
    topic_form: _Form | None = None

    def open(self, section: Section, form: _Form, words: str) -> None:
        if section in ("required", "preferred"):
            self.level = "required" if section == "required" else "preferred"
            self.level_form, self.level_is_bare = form, words.strip(" :*.-") in _BARE
        elif section in ("education", "experience", "certification"):
            if self.level and self._ends_level(form):
                self.level = None
            self.topic_form = form
        elif section == "qualifications" and self.level and _SIZE[form] < _SIZE[self.level_form]:
            self.topic_form = form
        else:
            self.level, self.topic_form = None, None
        self.section = section

    def _ends_level(self, form: _Form) -> bool:
        """Say whether a topic stands beside the level's heading and not under it."""
        if self.level_is_bare:
            return self.topic_form == form or _SIZE[form] > _SIZE[self.level_form]
        size = _SIZE[form]
        return size > _SIZE[self.level_form] or (size == _SIZE[self.level_form] and form in ("title", "caps"))


_SIZE: dict[_Form, int] = {"words": 0, "colon": 1, "title": 2, "caps": 3}


def _lines(text: str, lower: str) -> Iterator[Line]:
    raw = _unwrapped(text, list(_raw_lines(lower)))
    outline = _Outline()
    for at, one in enumerate(raw):
        opens_list = not one.bullet and at + 1 < len(raw) and raw[at + 1].bullet
        yield _line(text, one, outline, opens_list=opens_list)


class _Raw(NamedTuple):
    """A line before it is known what it stands under."""

    start: int
    words: str
    bullet: bool
    gap: bool
    indent: int


def _raw_lines(lower: str) -> Iterator[_Raw]:
    """Yield the lines that hold words; a bullet on a line of its own belongs to the next."""
    last_end = -1
    lone_bullet = False
    for match in _LINE.finditer(lower):
        start, end = match.span(3)
        words = lower[start:end].rstrip()
        if not words or (len(words) == 1 and words in _BULLETS):
            lone_bullet = bool(words) or match.group(2) is not None or lone_bullet
            continue
        bullet = lone_bullet or match.group(2) is not None
        gap = last_end < 0 or lower.count("\n", last_end, match.start()) > 1
        yield _Raw(start, words, bullet, gap, len(match.group(1)))
        lone_bullet, last_end = False, end


def _unwrapped(text: str, raw: list[_Raw]) -> list[_Raw]:
    """Return the lines with those joined that a sentence or list was broken into by its width."""
    full = _full_width(raw)
    joined: list[_Raw] = []
    last = 0
    for one in raw:
        if not (one.gap or one.bullet) and joined and _goes_on(text, joined[-1], one, last, full):
            before = joined[-1]
            gap = " " * (one.start - before.start - len(before.words))
            joined[-1] = before._replace(words=before.words + gap + one.words)
        else:
            joined.append(one)
        last = one.indent + len(one.words)
    return joined


def _full_width(raw: list[_Raw]) -> int:
    """Return the width at which a text was broken into lines, 0 where it was not."""
    width = max((one.indent + len(one.words) for one in raw), default=0)
    if not _WIDE <= width <= _WIDEST:
        return 0
    full = sum(
        not below.gap and not below.bullet and _would_not_fit(above.indent + len(above.words), below, width)
        for above, below in pairwise(raw)
    )
    return width if full >= _FULL_LINES else 0


def _would_not_fit(length: int, below: _Raw, width: int) -> bool:
    """Say whether the next line's first word had no room on a line of that length."""
    return length + 1 + len(below.words.partition(" ")[0]) > width


def _goes_on(text: str, before: _Raw, one: _Raw, length: int, full: int) -> bool:
    """Say whether a line goes on with the sentence before; `length` is that of the line above it."""
    if before.words[-1] in ".:;!?" or len(before.words) > _PARAGRAPH:
        return False
    if " | " in one.words or " | " in before.words:
        return False
    if before.words[-1] in ",/&" or before.words.endswith((" or", " and")):
        return True
    if full and _would_not_fit(length, one, full):
        return True
    return length >= _WIDE and text[one.start].islower()


def _line(text: str, raw: _Raw, outline: _Outline, *, opens_list: bool) -> Line:
    start, words, bullet, gap, indent = raw
    end = start + len(words)
    heading = _heading(text[start:end] if end - start <= _HEAD_LONGEST else "", raw, opens_list=opens_list)
    if heading:
        outline.open(heading[0], heading[1], words)
        return Line(start, end, words, heading[0], bullet, True, outline.level, 0, gap, indent)
    colon = words.find(":", 1, 60)
    if colon > 0:
        section = section_of(words[:colon], shaped=colon < 45)
        if section:
            level: Level | None = section if section in ("required", "preferred") else outline.level
            if opens_list and section in ("required", "preferred"):
                outline.open(section, "colon", words[:colon])
            return Line(start, end, words, section, bullet, False, level, colon + 1, gap, indent)
    return Line(start, end, words, outline.section, bullet, False, outline.level, 0, gap, indent)


def _heading(shape: str, raw: _Raw, *, opens_list: bool) -> tuple[Section, _Form] | None:
    """Return the section and the form of a heading, None for any other line; `shape` is "" for a long one."""
    words = raw.words
    if not shape or words[-1] in ".;,":
        return None
    if words[-1] == ":":
        section = section_of(words, shaped=True)
        return (section, "caps" if shape.isupper() else "colon") if section else None
    if raw.bullet:
        return None
    short = words.count(" ") < _SHORT_WORDS
    if shape.isupper():
        section = section_of(words, shaped=short)
        return (section, "caps") if section else None
    apart = (raw.gap or opens_list) and short and shape[0].isupper() and not _SAYS.search(shape)
    section = section_of(words, shaped=apart)
    if section is None and apart and raw.gap and opens_list:
        section = "other"
    return (section, "title") if section else None
