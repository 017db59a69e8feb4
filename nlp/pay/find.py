"""What does a posting say that it pays, in which words, and which amounts are something else?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nlp.pay.amounts import Amount, amount_at, cents_amounts, dollar_amounts, ranges_beside, unit_in
from nlp.pay.context import Context, read_context
from nlp.reading import Line, Reading
from nlp.shapes import Evidence, Pay, PayUnit, Rejected
from nlp.words import Phrases

_PLAUSIBLE: dict[PayUnit, tuple[float, float]] = {
    "hour": (7, 300),
    "day": (80, 4000),
    "week": (300, 9000),
    "biweek": (500, 15000),
    "month": (1200, 60000),
    "year": (14000, 900000),
    "item": (0.02, 250),
}
# Where no unit is written: below an hourly wage, above a yearly salary, and a monthly one between.
_MOST_AN_HOUR, _LEAST_A_MONTH, _LEAST_A_YEAR = 200.0, 1500.0, 14000.0
_CLEAR_UNITS = frozenset(("hour", "year", "item", "day"))
_FOREIGN_SECTIONS = frozenset(("benefits", "about", "eeo"))
_UNMARKED = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|compensation|pay(?: ?rate| range| grade| scale)?|rate|hourly(?: range| rate)?"
    r"|annual(?: range)?|annuali[sz]ed (?:base|salary|pay)|range|min(?:imum)?|max(?:imum)?)\b(?:[^\d\n.$;]{0,20}\b(?:grade|band|level|step)[ :]{1,3}[a-z]?\d{1,3}[a-z]?\b(?![,.]\d))?"
    r"(?:[^\d\n.$;]{0,32}|\.{2,} ?)(?=\d)|\bstep (?:\d{1,2}|[a-h])[ :]{1,3}(?=\d{2}\.\d\d\b|\d,\d{3}\b)|(?<![\d.,$])(?=\d{2}\.\d{2}(?:\s?(?:-|to)\s?\d{2}\.\d{2})?\s?(?:/|per |an )\s?(?:hour|hr)\b)"
    r"|(?P<bare>(?<![\d.,$/-])(?<!\d )(?=\d{2}(?:\.\d{2})?\s?(?:-|to)\s?\d{2}(?:\.\d{2})?\s?(?:/\s?|an |per )(?:hour|hr)\b)"
    r"|(?<![\d.,$])(?=\d{2,3},\d{3}(?:\.\d\d)?\s?(?:-|to)\s?\d{2,3},\d{3}(?:\.\d\d)?\s?(?:/\s?|per |an? )?(?:year|yr|annum|annually|yearly)\b))"
)
# "$29 DOE" and "$51,000 to start" call the amount pay after it.
_OFFERED = re.compile(
    r"\s*(?:doe\b|dep\w* (?:up)?on|based on|commensurate|w-?2\b|1099\b|negotiable|gross\b|min(?:imum)?\b|max(?:imum)?\b|for (?:an? |the )?(?:right|qualified|experienced|strong|top)\b|plus \$\d[\d.]* (?:an hour )?(?:shift|diff|eve|night|weekend)|to start\b|is where|base\b|starting\b)"
)
_UNMARKED_PHRASES = Phrases(
    *(
        "salary",
        "salaries",
        "wage",
        "wages",
        "compensation",
        "hourly",
        "hr",
        "rate",
        "pay range",
        "range",
        "min",
    ),
    *("step", "annualized", "annualised"),
    *("minimum", "pay", "hour", "year", "yr", "yearly", "annually", "annum"),
)
# What is done by the hour is no pay: "charts: 12-15/hr".
_COUNTED = re.compile(
    r"\b(?:charts?|records?|encounters?|accounts?|claims?|visits?|notes?|codes?|units?|productiv\w*|standard|speed|volume|pace)\b"
)
_BEFORE_A_COUNT = 60
_WAGE = re.compile(r"[1-9]\d\.\d\d(?:\d\d)?")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})?\.\d\d|\d{1,3},\d{3}")
_LONGEST_LABEL = 40
_DIGIT = re.compile(r"\d\d")
# A range that is all of a short line: "58,000 - 72,000".
_ALONE = re.compile(
    r"(?=(?:\d{2}\.\d\d\s?(?:-|to)\s?(?:\d{2}\.\d\d\s?-\s?)?\d{2}\.\d\d(?: hr| hour)?|\d{2}\s?(?:-|to)\s?\d{2}(?= doe\b)"
    r"|\d{2,3}(?:,\d{3}|k)\s?(?:-|to)\s?\d{2,3}(?:,\d{3}|k))\s*(?:$|[,(+;|]|doe\b|dep|plus\b))"
)
_LONGEST_ALONE, _LONGEST_UNDER_PAY = 60, 160
_PER_ITEM = re.compile(
    r"(?:^|\n|[.;:] )\W*(per [a-z]+(?: [a-z]+)?)[.:] (?:\$\d{1,3}(?:\.\d\d)?[^.$\n]{0,60})?$"
)
_LONGEST_PER_ITEM = 120
_CELL = re.compile(r"\| (?=\d)")
_CENTS = ("cents ", "¢")
_FEW_MARKETS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """The base pay of a posting and where it was stated, with the words that prove it and the amounts left out."""

    pay: Pay | None = None
    basis: Literal["text", "board"] | None = None
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An amount as pay: per what and which bounds; `reason` says why it is not, `yields` why only at need."""

    amount: Amount
    unit: PayUnit | None
    low: float | None
    high: float | None
    rule: str
    reason: str = ""
    yields: str = ""


def find(reading: Reading) -> Found:
    """Return the base pay: the text's own where it states one, else the board's; never an estimate.

    Several ranges give the lowest lower and the highest upper bound. Amounts that are no base pay
    (bonuses, differentials, money of the business) are returned as rejected, each with its reason.
    """
    candidates = [_judge(reading, amount) for amount in dollar_amounts(reading.lower)]
    taken = _taken(candidates)
    if further := list(_beside(reading, taken)):
        candidates += further
        taken = _taken(candidates)
    if all(one.yields for one in taken):
        candidates += [_judge(reading, amount) for amount in _unmarked(reading)]
        taken = _taken(candidates)
    rejected = tuple(_reject(one) for one in candidates if one not in taken)
    pay = _envelope(taken)
    if pay is None:
        return _from_board(reading, rejected)
    return Found(pay, "text", tuple(_prove(one) for one in taken), rejected)


def _beside(reading: Reading, taken: list[_Candidate]) -> Iterator[_Candidate]:
    """Yield the ranges without a currency in a line that has several with one, as those by market do."""
    lines = {reading.index_of_line(one.amount.start) for one in taken if one.high is not None}
    if len(taken) < _FEW_MARKETS or len(lines) != 1:
        return
    line = reading.lines[lines.pop()]
    marked = [(one.amount.start, one.amount.tail) for one in taken]
    for amount in ranges_beside(reading.lower, line.start, line.end):
        if not any(start <= amount.start < tail for start, tail in marked):
            yield _Candidate(amount, taken[0].unit, amount.low, amount.high, "pay.range")


def _unmarked(reading: Reading) -> Iterator[Amount]:
    """Yield figures without a dollar sign that follow a word such as "salary", and amounts in cents."""
    for line in reading.lines_with(*_CENTS):
        yield from cents_amounts(reading.lower, line.start, line.end)
    for line in reading.lines:
        most = _LONGEST_UNDER_PAY if line.section == "pay" else _LONGEST_ALONE
        for start in _starts_of_cells(line) if len(line.lower) < most else ():
            if _ALONE.match(line.lower, start):
                yield from (one for one in (amount_at(reading.lower, line.start + start),) if one and one.high)
    for line in reading.lines_with(*_UNMARKED_PHRASES.possible_in(reading.lower)):
        if not _DIGIT.search(line.lower):
            continue
        for label in _UNMARKED.finditer(reading.lower, line.start, line.end):
            amount = amount_at(reading.lower, label.end())
            if label["bare"] is not None and _is_count(reading.lower[line.start : label.start()]):
                continue
            if amount is None:
                continue
            if amount.high or amount.unit or _looks_like_pay(amount, reading.lower, line.start):
                yield amount


def _starts_of_cells(line: Line) -> Iterator[int]:
    """Yield where a figure may open a line, or a cell of a line that stands under pay."""
    if line.lower[:1].isdigit():
        yield 0
    if line.section == "pay" and "| " in line.lower:
        yield from (match.end() for match in _CELL.finditer(line.lower))


def _is_count(before: str) -> bool:
    """Say whether figures by the hour that nothing calls pay count the work that is done: "charts: 12-15/hr"."""
    return before.rstrip()[-1:].isalnum() or _COUNTED.search(before[-_BEFORE_A_COUNT:]) is not None


def _looks_like_pay(amount: Amount, lower: str, begin: int) -> bool:
    """Say whether a single bare figure after a word such as "minimum" is a salary, a wage with its cents, or has its unit before it."""
    if amount.low >= _LEAST_A_YEAR or _WAGE.fullmatch(lower, amount.start, amount.end):
        return True
    return _MONEY.fullmatch(lower, amount.start, amount.end) is not None and unit_in(
        lower[max(begin, amount.start - _LONGEST_LABEL) : amount.start]
    ) not in (None, "item")


def _judge(reading: Reading, amount: Amount) -> _Candidate:
    if amount.large:
        return _Candidate(amount, None, amount.low, amount.high, "", "millions are no pay")
    number = max(0, reading.index_of_line(amount.start))
    section = reading.lines[number].section
    context = read_context(reading.lower, reading.lines, number, amount)
    decoy = context.decoy(by_the_hour=amount.unit == "hour")
    if decoy:
        return _Candidate(amount, amount.unit, amount.low, amount.high, "", decoy)
    unit = amount.unit or _unit_before(context) or _unit_of_label(reading, amount) or _unit_by_size(amount)
    if unit == "hour" and amount.low >= _LEAST_A_YEAR:
        unit = "year"  # "$62,000 to $75,000, paid hourly"
    reason = _why_not(amount, context, unit, section)
    if reason:
        return _Candidate(amount, unit, amount.low, amount.high, "", reason)
    low, high, rule = _bounds(amount, context)
    return _Candidate(amount, unit, low, high, rule, yields=context.later())


def _bounds(amount: Amount, context: Context) -> tuple[float | None, float | None, str]:
    if amount.high is not None:
        return amount.low, amount.high, "pay.range"
    bound, rule = ("low", "pay.and_up") if amount.open else context.bound()
    return (
        None if bound == "high" else amount.low,
        None if bound == "low" else amount.low,
        rule,
    )


def _unit_before(context: Context) -> PayUnit | None:
    return unit_in(context.before) or unit_in(context.label) or unit_in(context.aside())


def _unit_of_label(reading: Reading, amount: Amount) -> PayUnit | None:
    """Return the item of a sentence that is nothing but "Per chart." right before an amount."""
    match = _PER_ITEM.search(reading.lower, max(0, amount.start - _LONGEST_PER_ITEM), amount.start)
    return unit_in(match[1]) if match else None


def _unit_by_size(amount: Amount) -> PayUnit | None:
    figure = amount.low if amount.high is None else amount.high
    if figure < _MOST_AN_HOUR:
        return "hour"
    if figure >= _LEAST_A_YEAR:
        return "year"
    return "month" if figure >= _LEAST_A_MONTH else None


def _why_not(amount: Amount, context: Context, unit: PayUnit | None, section: str) -> str:
    """Return why `amount` is no base pay; "" where it is."""
    if unit is None:
        return "no unit, and none that its size tells"
    least, most = _PLAUSIBLE[unit]
    if not least <= amount.low <= most or (amount.high or 0) > most:
        return f"not plausible per {unit}"
    return "" if _is_called_pay(amount, context, unit, section) else "nothing calls it pay"


def _is_called_pay(amount: Amount, context: Context, unit: PayUnit | None, section: str) -> bool:
    """Say whether its unit, its shape as a range, its section or its label make a plausible amount pay."""
    if amount.unit in _CLEAR_UNITS and section not in _FOREIGN_SECTIONS:
        return True
    if (unit == "item" and section not in _FOREIGN_SECTIONS) or _OFFERED.match(context.rest):
        return True
    if (unit == "year" or amount.unit) and context.stands_alone() and section not in _FOREIGN_SECTIONS:
        return True
    speaks = amount.unit == "hour" or amount.high is not None
    if speaks and (amount.unit is not None or (unit is not None and section not in _FOREIGN_SECTIONS)):
        return True
    return section == "pay" or context.is_labelled()


def _taken(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates that make up the pay: all of one unit, and later ones only where alone."""
    fit = [one for one in candidates if not one.reason]
    fit = [one for one in fit if not one.yields] or fit[:1]
    return [one for one in fit if one.unit == fit[0].unit]


def _envelope(taken: list[_Candidate]) -> Pay | None:
    if not taken or taken[0].unit is None:
        return None
    lows = [one.low for one in taken if one.low is not None]
    highs = [one.high for one in taken if one.high is not None]
    return Pay(min(lows, default=None), max(highs, default=None), taken[0].unit)


def _from_board(reading: Reading, rejected: tuple[Rejected, ...]) -> Found:
    """Return what the board's own fields state, where the text states no pay."""
    board = reading.subject.board_pay
    if board is None or (board[0] is None and board[1] is None):
        return Found(rejected=rejected)
    low, high, unit = board
    unit = unit or _unit_by_size(Amount(low or 0.0, high, None, 0, 0, 0))
    if unit is None:
        return Found(rejected=rejected)
    pay = Pay(low, high, unit)
    return Found(
        pay, "board", (Evidence("pay", _written(low, high, unit), 0, 0, "pay.board", "board"),), rejected
    )


def _prove(one: _Candidate) -> Evidence:
    return Evidence("pay", _written(one.low, one.high, one.unit), one.amount.start, one.amount.tail, one.rule)


def _reject(one: _Candidate) -> Rejected:
    reason = one.reason or one.yields or "another unit than the first"
    return Rejected("pay", _written(one.low, one.high, one.unit), one.amount.start, one.amount.tail, reason)


def _written(low: float | None, high: float | None, unit: PayUnit | None) -> str:
    bounds = ["" if bound is None else f"{bound:g}" for bound in (low, high)]
    return f"{'-'.join(bounds)}/{unit or '?'}" if bounds[0] != bounds[1] else f"{bounds[0]}/{unit or '?'}"
