"""On what conditions: within how many months, or does experience stand in for the credential?"""

import re
from typing import NamedTuple

from nlp.credentials.clauses import Clause
from nlp.credentials.drafts import FIELD, Draft, Notes
from nlp.credentials.lists import Opening
from nlp.credentials.mentions import Mention
from nlp.credentials.phrases import NUMBER_WORDS, TABLE, compiled, one_of
from nlp.expressions import Expressions
from nlp.reading import Reading
from nlp.remembered import remembered
from nlp.shapes import Evidence

_EXPRESSIONS = Expressions(__file__)
_MONTHS = tuple(
    re.compile(rf"(?<![a-z]){one_of([pattern])}(?![a-z])") for pattern in TABLE["condition"]["months"]
)
_OBTAIN = re.compile("|".join(TABLE["condition"]["obtain"]))
_PLAIN = re.compile(
    r"within|w/|by|no later than|grace|window|deadline|first|second|third|1st|2nd|3rd|before|inside|(?:in|during) the (?:course|space)|(?:in|during) (?:(?:the|your|their) )?(?:first|1st|initial)"
)
_NOT_MONTHS = re.compile("|".join(TABLE["condition"]["not_months"]))
_ZERO = compiled("condition", "zero")
_BRACKETED = re.compile(r"\([^()]*\)")
_EXPERIENCE = compiled("condition", "experience")
_NOT_EXPERIENCE = compiled("condition", "not_experience")
_BACK = _EXPRESSIONS.pattern("back")
_SPEAKS_OF_IT = _EXPRESSIONS.pattern("speaks_of_it")
_NAMES_IT = _EXPRESSIONS.pattern("names_it")
_ONLY_LAST = re.compile(
    r"or get|[,)] *(?:and|plus|&)(?![a-z])|and (?:must|ability|willing|able|will|to)|obtain|earn|which"
)
_FOLLOWS = re.compile(
    r"[\s,;)(®™-]*(?:(?:certif[a-z]*|credential[a-z]*|designation|licen[cs][a-z]*|required|preferred|is|or|an?|coder|coding|status|needed|aapc|ahima|and/|\()[\s,;)-]*){0,5}"
)
_WITH = re.compile(r"[\s®™)s']*(?:certif[a-z]* |credential[a-z]* |holders? )?(?:with|plus|and|having) ")
_CLOSE = 14
_GOES_ON_WITH_OR = re.compile(r"[^a-z]*")
_INSTEAD_OF_IT = re.compile(
    r"certif|credential|in (?:lieu|place) of (?!.*(?:degree|diploma|education|school))|in lieu(?= *(?:$|[.,;)]))|stand in for it|instead|waive|(?:its|their|the) place|exception|trade"
)
_INSISTS = re.compile(r"\bmust\b|\brequired\b|\bneed|\bhave to\b")
_UNITS = ("anniversary", "month", "year", "day", "week", "yr", "mo.", "mos", "mth")
_PER_UNIT = {"a": 12.0, "y": 12.0, "m": 1.0, "d": 12 / 365, "w": 12 / 52}


class Months(NamedTuple):
    """In how many months a credential may be obtained after hire, and where that is said."""

    number: float
    start: int
    end: int


@remembered
def months(lower: str, *, named: bool = False, start: int = 0) -> Months | None:
    """Return the first time from `start` on that a clause gives to obtain a credential; 0 where being eligible is enough.

    A clause that has `named` one needs no further word: "CRC within a year".
    """
    timed = any(unit in lower for unit in _UNITS)
    asked = timed and _OBTAIN.search(lower) is not None
    if asked or (named and timed):
        for pattern in _MONTHS:
            for match in pattern.finditer(lower, start):
                around = lower[max(0, match.start() - 25) : match.end() + 12]
                count = _count(*sorted(match.groups(), key=_is_unit))
                plain = asked or _PLAIN.match(match.group()) is not None
                if count is not None and plain and not _NOT_MONTHS.search(around):
                    return Months(count, match.start(), match.end())
    zero = _ZERO.search(lower, start)
    if zero is None or re.search(r"\bno[nt]?\b", lower[max(0, zero.start() - 8) : zero.start()]):
        return None
    return Months(0, zero.start(), zero.end())


def _is_unit(words: str) -> bool:
    return words.startswith(_UNITS)


def _count(number: str, unit: str) -> float | None:
    value = float(number) if number.isdigit() else float(NUMBER_WORDS.get(number, 0))
    total = round(value * _PER_UNIT[unit[0]], 0 if unit[0] in "dw" else 2)
    return total if 0 < total <= 60 else None


@remembered
def experience(lower: str, start: int = 0) -> re.Match[str] | None:
    """Return the words from `start` on by which experience stands in for a credential; None where it does not."""
    match = _EXPERIENCE.search(lower, start)
    return None if match and _NOT_EXPERIENCE.search(match.group()) else match


def apply_conditions(reading: Reading, clause: Clause, drafts: list[Draft], opening: Opening | None) -> None:
    """Note on the drafts of a clause in how many months they may be obtained, and whether experience will do."""
    if not drafts:
        return
    time, instead = months(clause.lower, named=True), experience(clause.lower)
    while instead is not None and any(
        instead.start() < one.start - clause.start < instead.end()
        for draft in drafts
        for one in draft.mentions
    ):
        instead = experience(clause.lower, instead.start() + 2)
    if time is not None:
        for draft in _before(drafts, clause, time.start):
            _give_time(draft, time, clause.start)
        _give_further_times(clause, drafts, time)
    elif opening is not None and (time := _of_list(opening)) is not None:
        _give_time(drafts[-1], time, opening.line.start)
    if instead is not None and not _is_of_a_degree(clause, drafts, instead):
        for draft in _before(drafts, clause, instead.start())[-1:]:
            _let_experience_do(draft, clause.start + instead.start(), clause.start + instead.end())


def _of_list(opening: Opening) -> Months | None:
    """Return the time that the opening of a list of choices gives, or a heading: "Required within 12 months"."""
    heads = opening.line.is_heading and opening.line.section in ("required", "certification")
    return months(opening.line.lower, named=True) if opening.one or heads else None


def _give_further_times(clause: Clause, drafts: list[Draft], time: Months) -> None:
    """Give each group named after a time its own: "RHIT within 6 months, CCS within 18"."""
    behind = [draft for draft in drafts if draft.mentions[0].start >= clause.start + time.end]
    further = months(clause.lower, named=True, start=time.end) if behind and time.number else None
    if further is not None and further.number:
        for draft in _before(behind, clause, further.start):
            _give_time(draft, further, clause.start)


def condition_earlier(notes: Notes, clause: Clause, named: list[Mention], index: int) -> bool:
    """Apply a sentence that names no credential to the groups right before it; False where it is not such a one."""
    if not notes.drafts or any(one.kind in ("code", "issuer") for one in named):
        return False
    near = [draft for draft in notes.drafts if index - max(draft.line, draft.last_line) <= 1]
    own_line = [draft for draft in near if draft.line == index and draft.clause == near[-1].clause]
    targets = [draft for draft in own_line or near[-1:] if draft.level == "required"] or near[-1:]
    if not targets:
        return False
    time, instead = months(clause.lower), experience(clause.lower)
    done = False
    if (
        targets
        and time is not None
        and (not named or _BACK.search(clause.lower))
        and (_SPEAKS_OF_IT if own_line else _NAMES_IT).search(clause.lower)
    ):
        for draft in targets:
            _give_time(draft, time, clause.start)
            if time.number and draft.rule == "credentials.said_preferred" and _INSISTS.search(clause.lower):
                draft.level = "required"
        done = True
    goes_on = own_line and instead is not None and _GOES_ON_WITH_OR.fullmatch(clause.lower[: instead.start()])
    if targets and instead is not None and (goes_on or _INSTEAD_OF_IT.search(clause.lower)):
        _let_experience_do(targets[-1], clause.start + instead.start(), clause.start + instead.end())
        done = True
    return done


def _before(drafts: list[Draft], clause: Clause, at: int) -> list[Draft]:
    """Return the drafts whose credentials stand before the condition: of the last level named, or the first after it."""
    before = [draft for draft in drafts if draft.mentions[0].start < clause.start + at]
    if not before:
        return drafts[:1]
    bracket = clause.start + clause.lower.rfind("(", 0, at)
    within = [one for one in before if bracket < one.mentions[-1].start] if bracket >= clause.start else []
    if within and ")" not in clause.lower[bracket - clause.start : at]:
        return within
    same = [draft for draft in before if draft.segment == before[-1].segment]
    if len(same) > 1:
        last, ahead = same[-1].mentions[0].start - clause.start, same[-2].mentions[-1].end - clause.start
        if _ONLY_LAST.search(clause.lower, ahead, at) or last - ahead > _CLOSE:
            return same[-1:]
    return same


def _give_time(draft: Draft, time: Months, offset: int) -> None:
    if draft.months is None or draft.months == 0:
        draft.months = time.number
        words = f"{time.number:g} months to obtain"
        draft.proofs.append(
            Evidence(FIELD, words, offset + time.start, offset + time.end, "credentials.months")
        )


def _let_experience_do(draft: Draft, start: int, end: int) -> None:
    draft.or_experience = True
    draft.proofs.append(Evidence(FIELD, "or experience", start, end, "credentials.or_experience"))


def _is_of_a_degree(clause: Clause, drafts: list[Draft], instead: re.Match[str]) -> bool:
    """Say whether experience stands in for a degree or diploma named right before it, or goes with the credential: "RHIT with experience"."""
    last = max(
        (one.end for draft in drafts for one in draft.mentions if one.start < clause.start + instead.start()),
        default=clause.start,
    )
    between = clause.lower[max(0, last - clause.start) : instead.start()]
    if re.search(r"degree|diploma|bachelor|associate|ged\b|master", between) or _WITH.match(between):
        return True
    return instead.group().startswith("or ") and _FOLLOWS.fullmatch(_BRACKETED.sub("", between)) is None
