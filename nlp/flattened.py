"""Which lines did a text have before its line breaks were lost?"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from nlp.headings import section_of
from nlp.raw_lines import RawLine

# A line this long may be a whole posting.
_LONG = 260
# and is one where it holds this part of the text.
_SHARE = 3
_BULLET = re.compile(r"(?<=\s)(?:[•▪▫◦‣⁃●○■□◆◇►▶➤➢➔✓✔✅☑☐☆★→·]|[-–*+~](?=\s+[A-Z0-9]))\s+")
_FEWEST_BULLETS = 3
_WORD = r"[A-Z][A-Za-z'’/&()-]*"
_CAPITAL = re.compile(r"(?:^|(?<=\s))(?=[A-Z])")
_HEAD_LONGEST, _HEAD_WORDS = 50, 7
_LEVEL_WORDS = 4
_LEVELS = ("required", "preferred")
_OF_WHAT = re.compile(
    r"qualif|requirement|skill|educat|experience|certif|licens|credential|background", re.IGNORECASE
)
_LEVEL = re.compile(r"\b(?:preferred|required|minimum|desired|mandatory|basic)\b", re.IGNORECASE)
_MOST_WORDS = 6
_LONGEST_CODE = 6
_CODES = re.compile(r"\b[A-Z]{2,5}(?:-[A-Z])?\b[,;]? ")
_SMALL = r"(?:and|of|or|for|to|the|in|you|we|&|/)"
# Words in capitals after a sentence or item: a heading, where its words tell so.
_RUN = re.compile(
    rf"(?:^|(?<=[a-z0-9).;:!?%*,\"'’]\s)|(?<=[A-Z]\s))(?:{_WORD})(?: (?:{_WORD}|{_SMALL})){{0,6}}(:?)"
)


def parted(text: str, raw: list[RawLine]) -> list[RawLine]:
    """Return the lines with the long ones parted at the bullets and headings that stand within them."""
    least = max(_LONG, len(text) // _SHARE)
    if max([len(one.words) for one in raw], default=0) < least:
        return raw
    return [part for one in raw for part in (_parts(text, one) if len(one.words) >= least else (one,))]


def _parts(text: str, line: RawLine) -> Iterator[RawLine]:
    """Yield the lines that one long line was."""
    end = line.start + len(line.words)
    bullets = {match.start(): match.end() for match in _BULLET.finditer(text, line.start, end)}
    if len(bullets) < _FEWEST_BULLETS:
        bullets = {}
    heads = {} if text[line.start : end].isupper() else dict(_headings(text, line.start, end))
    heads |= dict(_before_bullets(text, line.start, bullets))
    borders = {line.start, end, *bullets, *heads, *heads.values()}
    for begin, stop in pairwise(sorted(borders)):
        start = bullets.get(begin, begin)
        while start < stop and text[start].isspace():
            start += 1
        words = line.words[start - line.start : stop - line.start].rstrip()
        if words:
            is_first = begin == line.start
            yield line._replace(
                start=start,
                words=words,
                bullet=line.bullet if is_first else begin in bullets,
                gap=line.gap if is_first else begin in heads,
            )


def _headings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each heading within a line begins and ends."""
    at = start
    while match := _RUN.search(text, at, end):
        found = _before_colon(match.group()) if match.group(1) else _in_run(match.group())
        if found:
            yield match.start() + found[0], match.start() + found[1]
        at = max(match.start() + found[1] if found else match.end(), match.start() + 1)


def _before_bullets(text: str, start: int, bullets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where the heading right before a bullet begins and ends: "... passed on What you bring •"."""
    for bullet in bullets:
        before = text[max(start, bullet - _HEAD_LONGEST) : bullet].rstrip()
        offset = max(start, bullet - _HEAD_LONGEST)
        for match in _CAPITAL.finditer(before):
            head = before[match.start() :]
            if (
                head.count(" ") < _HEAD_WORDS
                and not _CODES.match(head)
                and section_of(head.lower(), shaped=True)
            ):
                yield offset + match.start(), offset + len(before)
                break


def _before_colon(run: str) -> tuple[int, int] | None:
    """Return where in a run of capitalized words the heading before its colon stands: "CCS-P Preferred Qualifications:"."""
    starts = [0, *(match.end() for match in re.finditer(" ", run))]
    for start in starts:
        if section_of(run[start:].lower(), shaped=False):
            return start, len(run)
    codes = [match.end() for match in _CODES.finditer(run)] if not run.isupper() else []
    start = codes[-1] if codes else 0
    shaped = run.count(" ", start) < _MOST_WORDS and section_of(run[start:].lower(), shaped=True)
    return (start, len(run)) if shaped else None


def _in_run(run: str) -> tuple[int, int] | None:
    """Return where in a run of capitalized words without a colon a known heading stands."""
    starts = [0, *(match.end() for match in re.finditer(" ", run))]
    ends = [*(start - 1 for start in starts[1:]), len(run)]
    for first, start in enumerate(starts):
        for last in range(len(ends) - 1, first - 1, -1):
            head = run[start : ends[last]]
            section = section_of(head.lower(), shaped=False)
            alone = head.isupper() and len(head) >= _LONGEST_CODE and section not in _LEVELS
            of_level = last > first and last - first < _LEVEL_WORDS and _is_of_level(head)
            if of_level or (section and (last > first or alone)):
                return start, ends[last]
    return None


def _is_of_level(head: str) -> bool:
    """Say whether all of a few capitalized words are a heading of a level: "Preferred Skills"."""
    if _LEVEL.search(head) is None or _OF_WHAT.search(head) is None:
        return False
    titled = all(word[0].isupper() for word in head.split()) and _CODES.search(head + " ") is None
    return titled and section_of(head.lower(), shaped=True) in ("required", "preferred")
