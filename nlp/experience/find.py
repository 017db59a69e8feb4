"""How many years of experience does a posting require, and which years are something else?"""

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from nlp.experience.line import ANCHORS, NONE_ANCHORS, Place, Years, is_level_heading, read_line, says_none
from nlp.reading import Reading, is_questionnaire
from nlp.shapes import Evidence, Rejected, Where
from nlp.words import Phrases

_NONE_PHRASES = Phrases(*NONE_ANCHORS)
_FOREIGN = frozenset(("benefits", "eeo"))
_ENDS_WITH_OR = re.compile(r"\bor\W*$")
# "Option A: a degree and one year", "Option B: three years".
_OPTION = re.compile(
    r"\W*(?:option|pattern|path|track|alternative|plan) (?:[a-e]|[1-5]|i{1,3}|iv|one|two|three)\b"
)
_QUESTION = re.compile(r"^\s{0,3}\d{1,2}\.(?=\s)", re.MULTILINE)
_HEADS_LEVELS = re.compile(
    r"\W*(?:(?:job|position|our) )?(?:levels?|grades?|steps?|tiers?|titles?|positions?|roles?)\b"
)
_NONE_CELL = re.compile(r"(?<=\| )(?:none|0|no experience|n/a)(?= *(?:\||$))")
_LEVEL_LINES, _FEWEST_LEVELS = 10, 2
_FIELD, _RULE = "experience_years", "experience.years"


class Found(NamedTuple):
    """The least years of experience that are required, with the words that prove them and the years left out."""

    years: float | None = None
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class _Asked(NamedTuple):
    """Required years at `text[start:end]`; they stand beside others, are a choice with them, or one level's."""

    years: float
    start: int
    end: int
    choice: bool
    level: bool


def find(reading: Reading) -> Found:
    """Return the least years that the posting requires, 0 where it says that no experience is needed.

    A range counts as its lower end, a choice or several levels as their least, years asked for together
    as the most. Preferred years and years in place of a degree or credential don't count.
    """
    asked: list[_Asked] = []
    rejected: list[Rejected] = []
    questions = _questions(reading)
    for number in _numbers(reading):
        line = reading.lines[number]
        # "Preferences" heads a questionnaire's part on veterans and never what is asked after it.
        level = None if questions and line.level == "preferred" else line.level
        in_levels = "|" in line.lower and _is_row_of_levels(reading, number)
        for one in read_line(Place(line.lower, line.section, level, in_levels)):
            start, end = line.start + one.start, line.start + one.end
            if one.reason:
                rejected.append(Rejected(_FIELD, f"{one.years:g}", start, end, one.reason))
            else:
                choice = bool(asked) and (
                    _is_choice(reading, number, one)
                    or (bool(questions) and bisect(questions, asked[-1].start) == bisect(questions, start))
                )
                asked.append(_Asked(one.years, start, end, choice, one.is_level))
    asked = [*_under_levels(reading, asked), *_rows_without(reading, asked)]
    # Where only some levels ask for years, the lowest may ask for none.
    if all(one.level for one in asked):
        found = _none_needed(reading, tuple(rejected))
        if not asked or found.years == 0:
            return found
    return _decide(asked, rejected)


def _is_row_of_levels(reading: Reading, number: int) -> bool:
    """Say whether a line is a row of a table that has a row for each level of the opening."""
    first = number
    while first > 0 and "|" in reading.lines[first - 1].lower and not reading.lines[first].gap:
        first -= 1
    return first < number and _HEADS_LEVELS.match(reading.lines[first].lower) is not None


def _rows_without(reading: Reading, asked: list[_Asked]) -> Iterator[_Asked]:
    """Yield the rows of a table of levels that ask for no years, beside those that do."""
    for one in asked:
        number = reading.index_of_line(one.start)
        for beside in (number - 1, number + 1) if one.level and "|" in reading.lines[number].lower else ():
            line = reading.lines[beside] if 0 <= beside < len(reading.lines) else None
            if line and (match := _NONE_CELL.search(line.lower)):
                yield _Asked(0.0, line.start + match.start(), line.start + match.end(), False, True)


def _questions(reading: Reading) -> list[int]:
    """Return where the questions of a federal questionnaire begin; what one question asks is a choice."""
    if not is_questionnaire(reading.lower):
        return []
    return [match.start() for match in _QUESTION.finditer(reading.lower)]


def _under_levels(reading: Reading, asked: list[_Asked]) -> list[_Asked]:
    """Return what is asked, as one level's where it stands under one of several headings such as "Coder II"."""
    if not asked:
        return asked
    first = reading.index_of_line(asked[0].start)
    headings = [
        number
        for number in range(max(0, first - _LEVEL_LINES), reading.index_of_line(asked[-1].start) + 1)
        if is_level_heading(reading.lines[number].lower)
    ]
    if len({reading.lines[number].lower for number in headings}) < _FEWEST_LEVELS:
        return asked
    return [
        one._replace(level=True)
        if any(0 <= reading.index_of_line(one.start) - number <= _LEVEL_LINES for number in headings)
        else one
        for one in asked
    ]


def _decide(asked: list[_Asked], rejected: list[Rejected]) -> Found:
    years = _least(asked)
    evidence = [
        Evidence(_FIELD, f"{one.years:g}", one.start, one.end, _RULE) for one in asked if one.years == years
    ]
    rejected += [_outweighed(one) for one in asked if one.years != years]
    return Found(years, tuple(evidence), tuple(rejected))


def _outweighed(one: _Asked) -> Rejected:
    return Rejected(_FIELD, f"{one.years:g}", one.start, one.end, "outweighed by other years asked for")


def _numbers(reading: Reading) -> list[int]:
    found = {number for anchor in ANCHORS for number in reading.indexes_with(anchor)}
    return [number for number in sorted(found) if reading.lines[number].section not in _FOREIGN]


def _is_choice(reading: Reading, number: int, one: Years) -> bool:
    """Say whether these years are a choice with those before them, in the line or on the line before."""
    if one.joint != "first" or number == 0:
        return one.joint in ("or", "or else")
    before = reading.lines[number - 1].lower
    if _OPTION.match(before) and _OPTION.match(reading.lines[number].lower):
        return True
    return _ENDS_WITH_OR.search(before) is not None


def _least(asked: list[_Asked]) -> float:
    """Return the most of what is asked together, where a choice counts as its least and so do levels."""
    together: list[float] = []
    levels: list[float] = []
    for one in asked:
        if one.level or (one.choice and levels and not together):
            levels.append(one.years)
        elif one.choice and together:
            together[-1] = min(together[-1], one.years)
        else:
            together.append(one.years)
    return max([*together, *([min(levels)] if levels else [])])


def _none_needed(reading: Reading, rejected: tuple[Rejected, ...]) -> Found:
    """Return 0 years where the title or the text says that no experience is needed."""
    where: Where = "title"
    span = says_none(reading.title_lower)
    for number in reading.indexes_at(_NONE_PHRASES.offsets_in(reading.lower)):
        line = reading.lines[number]
        if span is None and (inside := says_none(line.lower)):
            where, span = "text", (line.start + inside[0], line.start + inside[1])
    if span is None:
        return Found(rejected=rejected)
    proof = Evidence(_FIELD, "0", *span, "experience.none_needed", where)
    return Found(0.0, (proof,), rejected)
