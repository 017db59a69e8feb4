"""Into which clauses does a line fall, and which section and level does each stand under?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.expressions import Expressions
from nlp.headings import Section, section_of
from nlp.reading import Reading
from nlp.remembered import remembered
from nlp.rows import cells_of, level_of, row_level
from nlp.shapes import Level

# Sentence ends, also where the next sentence follows without a space; semicolons, cells and bullets in a line.
_END = re.compile(
    r"[.!?]+[\"')\]]*(?=\s|$|[A-Z][a-z]|[A-Z]{2})|(?<=[a-zA-Z])[.!](?=\d)|;|\s\|\s|\s?[•▪●◦■✓]\s|\s[·*]\s"
)
# Numbers within a sentence end a part too; looked for only where there is a second one.
_END_OR_NUMBER = re.compile(rf"(?<=\w) (?=\([2-9b-d]\) )|{_END.pattern}")
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|min|yrs?|inc|etc|vs|no|st|dr|mr|ms|approx|dept|hrs?|incl|mos?|ext|a\.m|p\.m|u\.s|b\.s|cert|lic|reqs?|pref|exp|equiv|assoc)|(?<!-)\b[a-zA-Z])$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"[^a-z0-9]*([a-z][^:.;|]{1,58}?) ?(?::|\|(?= )| - (?=[a-z]))")
# "CPC | COC | CIC" is one list, unlike the cells of a row.
_CODE_BEFORE = re.compile(r"(?:[:|] ?|^\W*)[A-Z][A-Z-]{2,7}$")
_CODE_AFTER = re.compile(r"[A-Z][A-Z-]{2,7}(?: [|(]|\s*(?:\n|$))")

_OPENS_CHOICE = Expressions(__file__).pattern("opens_choice")
_AND_BY_A_TIME = re.compile(r"\s*(?i:and|plus)\b[^;]{0,60}\b(?i:within|by)\b")
_FIRST_ITEM = re.compile(r"(?:^|[\s,])\([1-9a-d]\) ")
_ENDS_OPEN = re.compile(r"(?i:\b(?:or|and|and/or|either|both)|[,:])$")
_ITEM_LEVEL = re.compile(
    r"(?i:preferred|required|desired|optional|mandatory|a plus)(?= *(?:$|[,;.]|\([2-9b-d]\)))"
)
_LISTING = (";", "•", "·", "▪", "●")
_ABBREVIATION = 8
_LONGEST_BRACKET = 300
# No honest clause is longer; an endless one must not take seconds.
_MOST_OF_A_CLAUSE = 2_000


class Clause(NamedTuple):
    """A sentence, a table's cell or a part between semicolons: `text[start:end]`, with what it stands under."""

    start: int
    end: int
    lower: str
    section: Section
    level: Level | None
    is_question: bool = False


def clauses(reading: Reading, index: int) -> Iterator[Clause]:
    """Yield the clauses of one line in order; a heading within the line holds for the clauses after it."""
    line = reading.lines[index]
    section, level = line.section, line.level
    is_row = " | " in line.lower
    columns = _column_levels(reading, index) if is_row else ()
    by_row = row_level(line.lower) if is_row else None
    in_table = any(columns)
    cell = 0
    for start, end, border in _parts(reading.text[line.start : line.end], in_table=in_table):
        end = min(end, start + _MOST_OF_A_CLAUSE)
        lower = line.lower[start:end]
        is_label = border == "|" and start == 0
        opened = _heading(lower, is_label=is_label, is_read=bool(line.colon) and start == 0)
        if opened:
            section, level = opened, _level_under(opened, level, is_label=is_label)
        by_column = columns[cell] if cell < len(columns) else None
        clause_level = by_column or by_row or level
        yield Clause(line.start + start, line.start + end, lower, section, clause_level, border == "?")
        cell += border == "|"


def _heading(lower: str, *, is_label: bool, is_read: bool) -> Section | None:
    """Return the section that a clause opens: a row's first cell as a whole, else by its words before a colon."""
    if is_label:
        return section_of(lower, shaped=True)
    opened: Section | None = None
    prefix = None if is_read or (":" not in lower and " - " not in lower) else _PREFIX.match(lower)
    while prefix:
        # "Additional: Preferred: CEMC" has two, of which the last tells most.
        opened = section_of(prefix.group(1), shaped=True) or opened
        prefix = _PREFIX.match(lower, prefix.end())
    return opened


def _level_under(opened: Section, level: Level | None, *, is_label: bool) -> Level | None:
    """Return the level after a heading within the line; a row's label or a topic leaves the one in force."""
    if opened in ("required", "preferred"):
        return "required" if opened == "required" else "preferred"
    return level if is_label or opened in ("education", "experience", "certification") else None


@remembered
def _parts(line: str, *, in_table: bool = False) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and closing sign of each part of a line; in a table each cell is a part."""
    found = []
    start = 0
    ends = _END_OR_NUMBER if "(2) " in line or "(b) " in line else _END
    for match in ends.finditer(line):
        sign = match.group().strip()
        if not (in_table and sign == "|") and _goes_on(line, start, match, sign):
            continue
        if line[start : match.start()].strip() or sign == "|":
            found.append((start, match.start(), "?" if "?" in sign else sign[:1]))
        start = match.end()
    if line[start:].strip():
        found.append((start, len(line), ""))
    return tuple(found)


def _goes_on(line: str, start: int, match: re.Match[str], sign: str) -> bool:
    """Say whether a sign ends nothing: an abbreviation's stop, or a mark within a list."""
    if sign[:1] == ".":
        shortened = _SHORTENED.search(line, max(start, match.start() - _ABBREVIATION), match.start())
        return shortened is not None and not _opens(line, match)
    if not sign:
        return _is_enumerated_as_one(line, start, match.start())
    if sign == "|":
        if _is_bracketed(line, start, match.start()):
            return True
        listed = _CODE_BEFORE.search(line, start, match.start())
        return listed is not None and _CODE_AFTER.match(line, match.end()) is not None
    if sign == ";" and _is_bracketed(line, start, match.start()):
        return True
    if sign == ";" and _AND_BY_A_TIME.match(line, match.end()):
        return False
    return sign in _LISTING and _OPENS_CHOICE.search(line, start, match.start()) is not None


def _is_bracketed(line: str, start: int, at: int) -> bool:
    """Say whether a place lies within a bracket that was opened not far before."""
    start = max(start, at - _LONGEST_BRACKET)
    return line.count("(", start, at) > line.count(")", start, at)


def _is_enumerated_as_one(line: str, start: int, at: int) -> bool:
    """Say whether "(2)" goes on with what "(1)" began; it does not where an item has its own word of level."""
    begun = _FIRST_ITEM.search(line, start, at) is not None or line.startswith(("(2)", "(b)"), at + 1)
    if not begun or _OPENS_CHOICE.search(line, start, at) or _ENDS_OPEN.search(line, start, at):
        return True
    return not _ITEM_LEVEL.search(line, start)


def _opens(text: str, match: re.Match[str]) -> bool:
    """Say whether a capitalized word after "C.C.S." begins a new sentence."""
    before = text[max(0, match.start() - 4) : match.start()]
    return (
        before.count(".") > 0
        and before[-1:].isupper()
        and re.match(r"\s+[A-Z][a-z]", text[match.end() : match.end() + 4]) is not None
    )


def _column_levels(reading: Reading, index: int) -> tuple[Level | None, ...]:
    """Return the level of each column of a row, as the nearest row above that heads columns with levels says."""
    for above in range(index - 1, max(-1, index - 15), -1):
        line = reading.lines[above].lower
        if " | " not in line:
            return ()
        levels = tuple(map(level_of, cells_of(line)))
        if any(levels) and len(line) < 120:
            # A heading row that leaves its first cells empty has fewer than the rows below.
            missing = len(cells_of(reading.lines[index].lower)) - len(levels)
            return (None,) * missing + levels
    return ()
