"""Which lines does a text have, however it was broken, before it is known what they stand under?"""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from nlp.expressions import Expressions
from nlp.headings import section_of
from nlp.remembered import remembered

_BULLET = re.compile(
    r"(?:[-•▪▫◦‣⁃·●○■□◆◇►▶➤➢➔✓✔✅☑☐☆★→»>~§]|\*(?!\*[^\s*])|(?:o|\(?[0-9]{1,2}[.)]|\(?[a-h][.)])(?=[ \t]))[ \t]*"
)
_BULLETS = "-*•▪▫◦‣⁃·●○■□◆◇►▶➤➢➔✓✔✅☑☐☆★→»>~§o"
_WIDE = 45
_WIDEST = 100
_FULL_LINES = 6
_PARAGRAPH = 4_000
# Where a line break was lost between two words: "codingPreferred", "CCSMinimum", "years.Preferred skills:".
# Each sign begins with a capital or a figure, so that the search leaps over all small letters.
_MAY_BE_GLUED = re.compile(
    r"[A-Z0-9](?:(?P<later>(?<=[a-z0-9).;][A-Z])[A-Za-z]|(?<=-[PA])[A-Z]|(?<=[A-Za-z)][0-9])[0-9]?\+? y)"
    r"|(?<=[A-Z])[A-Z]{3}(?:[a-z]|[A-Z]{7,}))"
)
_AROUND = 24
_MOST_GLUED = 500
_HEADING_LONGEST, _SMALL_WORD = 72, 3
_GLUED = Expressions(__file__).pattern("glued")
_HEAD = re.compile(r"[A-Z][A-Za-z/&,' ]{2,45}:(?=[A-Z0-9])")


class RawLine(NamedTuple):
    """A line before it is known what it stands under."""

    start: int
    words: str
    bullet: bool
    gap: bool
    indent: int


# A named tuple's own constructor is Python and takes twice as long.
_raw_line_of: Callable[[tuple[Any, ...]], RawLine] = partial(tuple.__new__, RawLine)


def raw_lines(text: str, lower: str) -> tuple[list[RawLine], list[int]]:
    """Return the lines that hold words, and where words begin whose line break was lost.

    A bullet on a line of its own belongs to the next.
    """
    found: list[RawLine] = []
    glued: list[int] = []
    end, last_end = 0, -1
    lone_bullet = False
    for shape, line in zip(text.splitlines(keepends=True), lower.splitlines(keepends=True), strict=True):
        begin, end = end, end + len(line)
        bare = _bare(line, shape)
        if not bare.words:
            lone_bullet = lone_bullet or bare.bullet
            continue
        start = begin + bare.start
        gap = last_end < 0 or (begin - last_end > 1 and lower.count("\n", last_end, begin) > 1)
        found.append(_raw_line_of((start, bare.words, lone_bullet or bare.bullet, gap, bare.indent)))
        if bare.glued:
            glued += [begin + at for at in bare.glued]
        lone_bullet, last_end = False, start + len(bare.words)
    return found, glued[:_MOST_GLUED]


class _Bare(NamedTuple):
    """A line by its own offsets: how far it is set in, its words, whether a bullet stands before them or alone, where line breaks were lost."""

    indent: int
    start: int
    words: str
    bullet: bool
    glued: tuple[int, ...]


@remembered
def _bare(line: str, shape: str) -> _Bare:
    """Read a line without those around it; `shape` is the line before it was lowered."""
    inset = line.lstrip(" \t")
    words = inset.rstrip()
    start = indent = len(line) - len(inset)
    # Two letters begin no bullet.
    bullet = None if words[:2].isalpha() else _BULLET.match(line, start)
    if bullet:
        start = bullet.end()
        words = line[start:].rstrip()
    is_lone = len(words) == 1 and words in _BULLETS
    return _Bare(indent, start, "" if is_lone else words, is_lone or bullet is not None, _glued_in(shape))


def unwrapped(text: str, raw: list[RawLine]) -> list[RawLine]:
    """Return the lines with those joined that a sentence or list was broken into by its width."""
    full = _full_width(raw)
    joined: list[RawLine] = []
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


def _full_width(raw: list[RawLine]) -> int:
    """Return the width at which a text was broken into lines, 0 where it was not."""
    width = max([one.indent + len(one.words) for one in raw], default=0)
    if not _WIDE <= width <= _WIDEST:
        return 0
    full = sum(
        not below.gap and not below.bullet and _would_not_fit(above.indent + len(above.words), below, width)
        for above, below in pairwise(raw)
    )
    return width if full >= _FULL_LINES else 0


def _would_not_fit(length: int, below: RawLine, width: int) -> bool:
    """Say whether the next line's first word had no room on a line of that length."""
    return length + 1 + len(below.words.partition(" ")[0]) > width


def _goes_on(text: str, before: RawLine, one: RawLine, length: int, full: int) -> bool:
    """Say whether a line goes on with the sentence before; `length` is that of the line above it."""
    if before.words[-1] in ".:;!?" or len(before.words) > _PARAGRAPH:
        return False
    if " | " in one.words or " | " in before.words:
        return False
    if before.words[-1] in ",/&" or before.words.endswith((" or", " and")):
        return not (one.words[-1] == ":" and section_of(one.words, shaped=True))
    if full and _would_not_fit(length, one, full):
        return True
    return length >= _WIDE and text[one.start].islower() and not _is_heading(text, before)


def _is_heading(text: str, line: RawLine) -> bool:
    """Say whether a line is a known heading in capitalized words: no sentence goes on from it."""
    if not line.gap or len(line.words) > _HEADING_LONGEST:
        return False
    words = text[line.start : line.start + len(line.words)].split()
    return all(word[0].isupper() for word in words if len(word) > _SMALL_WORD) and bool(
        section_of(line.words, shaped=True)
    )


def _glued_in(line: str) -> tuple[int, ...]:
    """Return where words begin whose line break was lost: looked for in full only around the rare signs of it."""
    found: set[int] = set()
    for sign in _MAY_BE_GLUED.finditer(line):
        begin = sign.start() - (sign["later"] is not None)
        found.update(
            match.end()
            for match in _GLUED.finditer(line, max(0, begin - _AROUND), sign.end() + 2 * _AROUND)
            if begin < match.end() <= sign.end()
        )
    return tuple(sorted(found))


def unglued(text: str, raw: list[RawLine], glued: list[int]) -> list[RawLine]:
    """Return the lines with those parted whose line breaks were lost."""
    if not glued:
        return raw
    parted: list[RawLine] = []
    for one in raw:
        starts = [at for at in glued if one.start < at < one.start + len(one.words)]
        starts += [match.end() for start in (one.start, *starts) if (match := _HEAD.match(text, start))]
        if not starts:
            parted.append(one)
            continue
        borders = sorted({one.start, *starts, one.start + len(one.words)})
        for begin, end in pairwise(borders):
            words = one.words[begin - one.start : end - one.start]
            if words.strip():
                parted.append(
                    one._replace(start=begin, words=words, bullet=one.bullet and begin == one.start)
                )
    return parted
