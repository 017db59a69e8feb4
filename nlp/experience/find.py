"""How many years of experience does a posting require, and which years are something else?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.experience.years import Span, spans
from nlp.reading import Line, Reading
from nlp.rules import Rule, load
from nlp.shapes import Evidence, Rejected, Where

_RULES = load(Path(__file__).parent)
_BEFORE, _AFTER, _CLAUSE = (
    [(rule, rule.value.partition(":")[2]) for rule in _RULES if rule.value.startswith(f"reject-{where}:")]
    for where in ("before", "after", "clause")
)
_ONE: dict[str, Rule] = {rule.value: rule for rule in _RULES if ":" not in rule.value}
_ANCHORS = ("year", "yr", "month")
_NONE_ANCHORS = (
    "no experience",
    "no prior",
    "no previous",
    "no coding",
    "entry level",
    "entry-level",
    "experience is not",
    "not required",
    "experience not",
    "no medical",
    "experience necessary",
    "experience needed",
    "experience required",
    "require experience",
)
_ASKING = frozenset(("required", "preferred", "qualifications", "education", "experience", "certification"))
_FOREIGN = frozenset(("benefits", "eeo"))
_SILENT = frozenset(("about", "pay", "apply", "schedule"))
# Texts whose line breaks were lost run on after a full stop: "GED.2 years", "index.Preferred".
_CLAUSE_END = re.compile(r"(?<!yrs)(?<!yr)(?<!min)\.(?=\s|$)|(?<=[a-z)])\.(?=\d |[a-z]{3})|;|[•|!?]")
_SEEKS = re.compile(
    r"\b(?:looking for|needs?|seek\w*|must|requir\w+|should have|want|minimum|at least|you(?:'ve|'ll)? (?:have|bring|need))\b"
)
_INNER_HEADING = re.compile(
    r"\b(?:preferred|desired|nice|required|requirements|minimum|basic|must)[a-z ]{0,24}:(?=[a-z0-9])"
)
_RUN_TOGETHER = 400
_SPEAKS_OF_WORK = re.compile(
    r"experience|exp\b|cod(?:ed|er|ing)|bill|audit|minimum|require|work|has done|have done|perform|similar|document|charge"
)
_OR = re.compile(r"\bor\b")
_STARTS_WITH_OR = re.compile(r"\W*or\b")
_ENDS_WITH_OR = re.compile(r"\bor\W*$")
_BRACKETS = re.compile(r"\([^()]*\)")
_ALONE_WISHED = re.compile(
    r"[\s,]*(?:is |are |strongly |highly |but )*(?:preferred|desired|a plus|desirable|ideal|preferable)\b"
)
_JOINED_WISHED = re.compile(r",\s*(?:and|or|and/or)\b[^,;]*\b(?:preferred|desired|a plus)\b")
_TABLE_LABEL = re.compile(r"\W*(?:\w+ ){0,2}experience[^|]{0,20}\|")
_FIELD, _RULE = "experience_years", "experience.years"
_REACH, _FAR_REACH, _LONGEST_LABEL = 60, 130, 45


@dataclass(frozen=True, slots=True)
class Found:
    """The least years of experience that are required, with the words that prove them and the years left out."""

    years: float | None = None
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Required years at `text[start:end]`; they stand beside others, are a choice with them, or one level's."""

    years: float
    start: int
    end: int
    line: int
    choice: bool
    level: bool


def find(reading: Reading) -> Found:
    """Return the least years that the posting requires, 0 where it says that no experience is needed.

    A range counts as its lower end, a choice or several levels as their least, years asked for together
    as the most. Preferred years and years in place of a degree or credential don't count.
    """
    asked: list[_Asked] = []
    rejected: list[Rejected] = []
    for number in _numbers(reading):
        for start, end in _clauses(reading.lines[number]):
            _read(reading, number, start, end, asked, rejected)
    if not asked:
        return _none_needed(reading, tuple(rejected))
    years = _least(asked)
    evidence = [
        Evidence(_FIELD, f"{one.years:g}", one.start, one.end, _RULE) for one in asked if one.years == years
    ]
    rejected += [_outweighed(one) for one in asked if one.years != years]
    return Found(years, tuple(evidence), tuple(rejected))


def _outweighed(one: _Asked) -> Rejected:
    return Rejected(_FIELD, f"{one.years:g}", one.start, one.end, "outweighed by other years asked for")


def _numbers(reading: Reading) -> list[int]:
    found = {number for anchor in _ANCHORS for number in reading.indexes_with(anchor)}
    return [number for number in sorted(found) if reading.lines[number].section not in _FOREIGN]


def _clauses(line: Line) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of a line that hold a year or month start and end."""
    start = 0
    for end in (*(match.end() for match in _CLAUSE_END.finditer(line.lower)), len(line.lower)):
        if any(anchor in line.lower[start:end] for anchor in _ANCHORS):
            yield line.start + start, line.start + end
        start = end


def _read(
    reading: Reading, number: int, start: int, end: int, asked: list[_Asked], rejected: list[Rejected]
) -> None:
    clause, line = reading.lower[start:end], reading.lines[number]
    is_level = _ONE["level"].search(clause) is not None
    last: Span | None = None
    for span in spans(clause):
        if last is not None and clause[last.end : span.start].strip(" -") in ("to", ""):
            continue
        reason = _why_not(clause, span, line) or _why_not_in_table(line, start, asked)
        if reason:
            rejected.append(Rejected(_FIELD, f"{span.years:g}", start + span.start, start + span.end, reason))
            continue
        choice = _is_choice(reading, number, clause, span, last, bool(asked))
        asked.append(_Asked(span.years, start + span.start, start + span.end, number, choice, is_level))
        last = span


def _why_not_in_table(line: Line, start: int, asked: list[_Asked]) -> str:
    """A later cell of a table's row is another column's, such as the preferred one."""
    is_later = "|" in line.lower and bool(asked) and line.start <= asked[-1].start < start
    return "another column of the table" if is_later else ""


def _is_choice(
    reading: Reading, number: int, clause: str, span: Span, last: Span | None, has_before: bool
) -> bool:
    """Say whether these years are a choice with those before them."""
    if last is not None:
        return _OR.search(clause, last.end, span.start) is not None
    if not has_before:
        return False
    if _STARTS_WITH_OR.match(clause):
        return True
    before = reading.lines[number - 1].lower if number else ""
    return clause.startswith(reading.lines[number].lower[:20]) and _ENDS_WITH_OR.search(before) is not None


def _least(asked: list[_Asked]) -> float:
    """Return the most of what is asked together, where a choice counts as its least and so do levels."""
    together: list[float] = []
    levels = [one.years for one in asked if one.level]
    for one in asked:
        if one.level:
            continue
        if one.choice and together:
            together[-1] = min(together[-1], one.years)
        else:
            together.append(one.years)
    return max([*together, *([min(levels)] if levels else [])])


def _why_not(clause: str, span: Span, line: Line) -> str:
    """Return why the years are not required of the applicant; "" where they are."""
    before, after = clause[max(0, span.start - _REACH) : span.start], clause[span.end : span.end + _FAR_REACH]
    for rules, words in ((_BEFORE, before), (_AFTER, after), (_CLAUSE, clause)):
        for rule, reason in rules:
            if rule.pattern.search(words) and not (rules is _CLAUSE and _SEEKS.search(clause)):
                return reason
    if _is_wished(clause, span, line):
        return "preferred, not required"
    if not _ONE["work"].pattern.match(after) or not (after.strip(" .)") or _SPEAKS_OF_WORK.search(clause)):
        return "nothing says experience"
    return "" if _is_asked(clause, span, line) else "nothing asks for it"


def _is_asked(clause: str, span: Span, line: Line) -> bool:
    """Say whether heading, table or words ask for the years; a clause that begins with them does by itself."""
    if line.section in _SILENT:
        starts = not clause[: span.start].strip(" -*~+(") and "experience" in clause
        return starts or _SEEKS.search(clause) is not None
    if line.section in _ASKING or line.level or not clause[: span.start].strip(" -*~+("):
        return True
    return _TABLE_LABEL.match(line.lower) is not None or _ONE["asks"].pattern.search(clause) is not None


def _is_wished(clause: str, span: Span, line: Line) -> bool:
    """Say whether the years are wished for: the words of their own part of the clause go before its heading."""
    start = clause.rfind(",", 0, span.start) + 1
    stop = clause.find(",", span.end)
    part = _BRACKETS.sub(" ", clause[start : stop if stop >= 0 else len(clause)])
    rest = clause[stop:] if stop >= 0 else ""
    wished, required = _ONE["preferred"].search(part), _ONE["required"].search(part)
    if _ALONE_WISHED.match(rest) or _JOINED_WISHED.match(rest):
        return True
    if wished and required:
        return wished.start() < required.start()
    if wished or required:
        return wished is not None
    label = _label(clause, span, line)
    if (label and _ONE["preferred"].search(label)) or _ONE["required"].search(label):
        return _ONE["preferred"].search(label) is not None
    return line.level == "preferred"


def _label(clause: str, span: Span, line: Line) -> str:
    """Return the heading in the same line: before a colon, or inside a text whose line breaks were lost."""
    label = clause[: span.start].rpartition(":")[0][-_LONGEST_LABEL:]
    if label or len(line.lower) < _RUN_TOGETHER:
        return label
    before = line.lower[: max(0, line.lower.find(clause))]
    return max((match[0] for match in _INNER_HEADING.finditer(before)), key=before.rfind, default="")


def _none_needed(reading: Reading, rejected: tuple[Rejected, ...]) -> Found:
    """Return 0 years where the title or the text says that no experience is needed."""
    proof = _says_none(reading.title_lower, 0, "title")
    for line in reading.lines_with(*_NONE_ANCHORS):
        proof = proof or _says_none(line.lower, line.start, "text")
    return Found(rejected=rejected) if proof is None else Found(0.0, (proof,), rejected)


def _says_none(words: str, offset: int, where: Where) -> Evidence | None:
    match = _ONE["none"].search(words)
    if match is None or _ONE["not_none"].search(words):
        return None
    start, end = offset + match.start(), offset + match.end()
    return Evidence(_FIELD, "0", start, end, "experience.none_needed", where)
