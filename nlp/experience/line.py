"""Which years does one line write, and are they asked for, wished for, or something else?"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from nlp.experience.wishes import BRACKETS, RULES, is_wished
from nlp.experience.years import Span, shorter_spans, spans
from nlp.expressions import Expressions
from nlp.headings import ASKING
from nlp.remembered import remembered
from nlp.rules import Rule

_EXPRESSIONS = Expressions(__file__)
_BEFORE, _AFTER, _CLAUSE, _ALWAYS = (
    [(rule, rule.value.partition(":")[2]) for rule in RULES if rule.value.startswith(f"reject-{where}:")]
    for where in ("before", "after", "clause", "always")
)
_ONE: dict[str, Rule] = {rule.value: rule for rule in RULES if ":" not in rule.value}
ANCHORS = ("year", "yr", "month", " mos")
NONE_ANCHORS = _ONE["none"].anchors
_SILENT = frozenset(("about", "pay", "apply", "schedule"))
# Texts whose line breaks were lost run on after a full stop: "GED.2 years", "index.Preferred".
_CLAUSE_END = re.compile(
    r"[.;•|!?](?:(?<!\.)|(?<!yrs\.)(?<!yr\.)(?<!min\.)(?<!mos\.)(?=\s|$)|(?<=[a-z)]\.)(?=\d |[a-z]{3}))"
)
_SEEKS = re.compile(
    r"\b(?:looking for|after (?:somebody|someone|an?)|needs?|seek\w*|must|requir\w+|should have|want|asks?|hiring|hire|minimum|at least|you(?:'ve|'ll)? (?:have|bring|need))\b"
)
_SPEAKS_OF_WORK = re.compile(
    r"experience|exp\b|cod(?:ed|er|ing)|bill|audit|minimum|require|work|has done|have done|perform|similar|document|charge|\b(?:cpc|ccs|coc|cic|crc|rhi[at])\b"
)
# "Two years of ED or clinic coding, and one of audits" is no choice between the two.
_OR = re.compile(
    r"\bor\b(?![^,;]*[,;] ?(?:and|plus|with|\w+ing)\b)(?!(?:(?!school|degree|diploma|ged\b|associate|bachelor|master|rhi|ccs|cpc).)*\band (?:at least|a minimum)?\W*$)"
)
_STARTS_WITH_OR = re.compile(
    r"\W*(?:or|otherwise|if not|failing that|then(?= [\w-]+ years)|(?:we )?(?:will|would|may|can) (?:also )?consider)\b"
)
# "Five years if from a clinic, three years if from a hospital."
_IF = re.compile(r" if\b")
_ONLY_CREDENTIALS = _EXPRESSIONS.pattern("only_credentials")
_BRACKETED_YEARS = re.compile(r"\([^()]*\b(?:years?|months?)\b[^()]*\)?")
_MINIMUM_BEFORE = _EXPRESSIONS.pattern("minimum_before")
_DONE_FOR = _EXPRESSIONS.pattern("done_for")
_WITH_DEGREE = re.compile(
    r"\b(?:with|for) (?:an? |the |your )?(?:[\w'./-]+ ){0,2}(?:associate|bachelor|master|degree|diploma|rhi[at]|cpc|ccs|credential|certif\w+)"
)
# "A bachelor's degree, or an associate degree plus eight years": the first choice asks for no years.
_LESSER_DEGREE = re.compile(
    r"[\w)],? or (?:an? )?(?:associate(?:'s|s)?|high school)(?: degree| diploma)?(?: in [\w ]{2,20})? (?:plus|and|with) (?:at least )?$"
)
_HELD_OR = re.compile(r"\bwith (?:an? )?(?:[\w'.]+ ){0,3}[\w'.]+\W+or\W*(?:at least )?(?:an? )?$")
# "CCS with two years, or RHIT with one": each credential has years of its own.
_OR_ANOTHER = re.compile(r"\bor (?:an? )?[\w/-]+ with (?:at least )?$")
_EXPERIENCE_LABEL = re.compile(
    r"(?:\bexperience(?: required)?\s*:|^\W*(?:exp|experience)\b\W*)\s*(?:a |at least |minimum(?: of)? )*$"
)
# "Associate degree | 3 years of coding": a row of years by degree.
_ROW_OF_A_DEGREE = re.compile(
    r"\W*(?:an? )?(?:bachelor|associate|master|high school|hs|ged|diploma)\b[^|]{0,40}\| *\w+(?: \(\d+\))?\+? years?\b"
)
_TABLE_LABEL = re.compile(r"\W*(?:\w+ ){0,2}experience[^|]{0,20}\|")
# "2. Experience. Three years in the last five": a heading with a full stop.
_HEADED = re.compile(r"^\W*(?:\d{1,2}[.)] ?)?(?:work |coding )?experience\.\s*$")
# Work with its years and no more: "Coder: 3 years", "Coding, any specialty, 2 yrs".
_OF_WORK = re.compile(
    r"\W*(?:[\w/-]+ ){0,3}(?:cod(?:er|ers|ing)|audit\w*|billing|billers?)\b(?:[,:-] ?[\w /-]{0,30})?[:,-]\s*(?:at least |minimum )?"
)
_AROUND, _LITTLE = " -*~+•–>().", 2
_OPENERS = " -*~+(#•–>≥☑☆★→"
_FIELD_OF_YEARS = _EXPRESSIONS.pattern("field_of_years")
_REACH, _FAR_REACH = 60, 130
_LONGEST_CLAUSE, _MOST_YEARS, _LONGEST_HEADING = 600, 60, 70


class Place(NamedTuple):
    """A line's words and where they stand."""

    lower: str
    section: str
    level: str | None
    is_row_of_levels: bool = False


class Years(NamedTuple):
    """Years at `line[start:end]`; `reason` says why they are not required, "" where they are.

    `joint` says how they stand to the years before them: a choice with those of the same clause ("or"),
    a clause that begins with "or" ("or else"), the line's first clause ("first"), or none of these ("").
    """

    years: float
    start: int
    end: int
    reason: str
    joint: Literal["or", "or else", "first", ""]
    is_level: bool


def read_line(place: Place) -> tuple[Years, ...]:
    """Return the years that a line writes, sixty at the most."""
    return _read_line(*place)


@remembered
def _read_line(lower: str, section: str, level: str | None, is_row_of_levels: bool) -> tuple[Years, ...]:
    place = Place(lower, section, level, is_row_of_levels)
    found: list[Years] = []
    for start, end in _clauses(lower):
        if len(found) >= _MOST_YEARS:
            break
        found += _read_clause(place, start, end, in_later_cell=start > 0 and _has_taken(found))
    return tuple(found)


def is_level_heading(words: str) -> bool:
    """Say whether a line is the name of one of several levels of an opening, as "Coder II" is."""
    heads = len(words) <= _LONGEST_HEADING and _ONE["level_heading"].pattern.match(words) is not None
    return heads or _ONE["level_label"].pattern.match(words[:_LONGEST_HEADING]) is not None


def says_none(words: str) -> tuple[int, int] | None:
    """Return where words say that no experience is needed; None where they don't."""
    match = _ONE["none"].search(words)
    return None if match is None or _ONE["not_none"].search(words) else match.span()


def _has_taken(found: list[Years]) -> bool:
    return any(not one.reason for one in found)


def _clauses(lower: str) -> Iterator[tuple[int, int]]:
    """Yield where the clauses that hold a year or month start and end."""
    start = 0
    for end in (*(match.end() for match in _CLAUSE_END.finditer(lower)), len(lower)):
        for begin in range(start, end, _LONGEST_CLAUSE):
            stop = min(end, begin + _LONGEST_CLAUSE)
            if any(anchor in lower[begin:stop] for anchor in ANCHORS):
                yield begin, stop
        start = end


def _read_clause(place: Place, start: int, end: int, in_later_cell: bool) -> Iterator[Years]:
    clause = place.lower[start:end]
    of_level = place.is_row_of_levels or _ONE["level_line"].search(place.lower[:_LONGEST_HEADING]) is not None
    is_level = (
        of_level
        or _ONE["level"].search(clause) is not None
        or _ROW_OF_A_DEGREE.match(place.lower) is not None
    )
    last: Span | None = None
    for span in islice(spans(clause), _MOST_YEARS):
        if last is not None and clause[last.end : span.start].strip(" -") in ("to", ""):
            continue
        reason = _why_not(clause, span, place, is_second=last is not None, of_level=of_level)
        if not reason and in_later_cell and "|" in place.lower:
            reason = "another column of the table"
        joint = _joint(clause, span, last, start)
        yield Years(span.years, start + span.start, start + span.end, reason, joint, is_level)
        last = last if reason else span
    for span in shorter_spans(clause) if last is not None else ():
        yield Years(span.years, start + span.start, start + span.end, "", "or", is_level)


def _joint(clause: str, span: Span, last: Span | None, start: int) -> Literal["or", "or else", "first", ""]:
    if last is not None:
        between_degrees = _WITH_DEGREE.search(clause, span.end) and _WITH_DEGREE.search(
            clause, last.end, span.start
        )
        each_if = _IF.match(clause, span.end) and _IF.match(clause, last.end)
        return "or" if between_degrees or each_if or _OR.search(clause[last.end : span.start]) else ""
    if _STARTS_WITH_OR.match(clause) or (start and _WITH_DEGREE.search(clause)):
        return "or else"
    return "" if start else "first"


def _why_not(clause: str, span: Span, place: Place, *, is_second: bool, of_level: bool) -> str:
    """Return why the years are not required of the applicant; "" where they are."""
    before, after = clause[max(0, span.start - _REACH) : span.start], clause[span.end : span.end + _FAR_REACH]
    # What a bracket with years of its own says is said of those.
    after = _BRACKETED_YEARS.sub("", after)
    holds_degree = is_second and (_HELD_OR.search(before) or _OR_ANOTHER.search(before)) is not None
    for rules, words in (
        (_ALWAYS, _beside(clause, span)),
        (_BEFORE, before),
        (_AFTER, after),
        (_CLAUSE, clause),
    ):
        for rule, reason in rules:
            excused = (rules is _CLAUSE and _SEEKS.search(clause)) or (rules is _BEFORE and holds_degree)
            if not excused and rule.pattern.search(words):
                return reason
    if not is_second and _LESSER_DEGREE.search(before):
        return "stands in for a degree or credential"
    if "additional" in clause[span.start : span.end]:
        return "comes on top of other experience"
    if is_wished(clause, span, place.lower, place.level):
        return "preferred, not required"
    if of_level or _goes_on_as_choice(clause, span, place):
        return ""
    return _why_no_experience(clause, span, place, before, after)


def _beside(clause: str, span: Span) -> str:
    """Return a clause without the brackets in which the years do not stand: they speak of something else."""
    if "(" not in clause:
        return clause
    inside = [match for match in BRACKETS.finditer(clause) if match.start() < span.start < match.end()]
    return clause if inside else BRACKETS.sub(" ", clause)


def _goes_on_as_choice(clause: str, span: Span, place: Place) -> bool:
    """Say whether a clause ends a choice with bare years: "three years of experience; or a degree and one year"."""
    rest = clause[span.end :].strip(" .;)")
    return (
        (not rest or _ONLY_CREDENTIALS.match(rest) is not None)
        and _STARTS_WITH_OR.match(clause) is not None
        and _SPEAKS_OF_WORK.search(place.lower) is not None
    )


def _why_no_experience(clause: str, span: Span, place: Place, before: str, after: str) -> str:
    """Return what is missing where the years are not said to be experience or not asked for; "" where both."""
    if _HEADED.search(place.lower, 0, place.lower.find(clause)) or _EXPERIENCE_LABEL.search(
        clause, 0, span.start
    ):
        return ""
    if not _MINIMUM_BEFORE.search(before) and not _DONE_FOR.search(clause, 0, span.start):
        if _names_a_field(clause, span, place):
            return ""
        if not _ONE["work"].pattern.match(after):
            return "nothing says experience"
        if not (
            after.strip(" .)")
            or _SPEAKS_OF_WORK.search(clause)
            or _stands_under_experience(clause, span, place)
        ):
            return "nothing says experience"
    return "" if _is_asked(clause, span, place) else "nothing asks for it"


def _names_a_field(clause: str, span: Span, place: Place) -> bool:
    """Say whether a clause is years and what they were spent on, and nothing else: "two years customer service"."""
    before = clause[: span.start].rpartition(":")[2].strip(_OPENERS)
    alone = not before or _ONLY_CREDENTIALS.match(before) is not None
    return alone and place.section not in _SILENT and _FIELD_OF_YEARS.fullmatch(clause, span.end) is not None


def _stands_under_experience(clause: str, span: Span, place: Place) -> bool:
    """Say whether years that stand alone have their meaning from a heading or the cell before them."""
    if _TABLE_LABEL.match(place.lower):
        return True
    if _OF_WORK.fullmatch(clause, 0, span.start):
        return True
    if place.section in ASKING and _ONE["level"].search(clause):
        return True
    alone = not clause[: span.start].strip(_OPENERS)
    is_line = len(place.lower.strip(_AROUND)) <= span.end - span.start + _LITTLE
    return alone and (
        place.section in ("experience", "required") or (is_line and place.section not in _SILENT)
    )


def _is_asked(clause: str, span: Span, place: Place) -> bool:
    """Say whether heading, table or words ask for the years; a clause that begins with them does by itself."""
    if _EXPERIENCE_LABEL.search(clause, 0, span.start) or _ONE["level"].search(clause):
        return True
    if _ONLY_CREDENTIALS.match(clause, 0, span.start) or _OF_WORK.fullmatch(clause, 0, span.start):
        return True
    if place.section in _SILENT:
        starts = not clause[: span.start].strip(_OPENERS) and "experience" in clause
        return starts or _SEEKS.search(clause) is not None
    if place.section in ASKING or place.level or not clause[: span.start].strip(_OPENERS):
        return True
    return _TABLE_LABEL.match(place.lower) is not None or _ONE["asks"].pattern.search(clause) is not None
