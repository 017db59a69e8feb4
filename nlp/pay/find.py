"""What does a posting say that it pays, in which words, and which amounts are something else?"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from nlp.expressions import Expressions
from nlp.pay.amounts import LEAST_A_YEAR, MOST_AMOUNTS, Amount, dollar_amounts, ranges_beside, unit_in
from nlp.pay.context import Context, read_context
from nlp.pay.unmarked import unmarked
from nlp.reading import Reading
from nlp.shapes import Evidence, Pay, PayUnit, Rejected

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
_MOST_AN_HOUR, _LEAST_A_MONTH = 200.0, 1500.0
_CLEAR_UNITS = frozenset(("hour", "year", "item", "day"))
_FOREIGN_SECTIONS = frozenset(("benefits", "about", "eeo"))
# "$29 DOE" and "$51,000 to start" call the amount pay after it.
# "$65,000 flat salary."
_SALARY = re.compile(r"\s*(?:(?:flat|fixed|base|annual|yearly|starting|gross) ){0,2}(?:salary|wages?)\b")
_OFFERED = Expressions(__file__).pattern("offered")
_PER_ITEM = re.compile(
    r"(?:^|\n|[.;:] )\W*(per [a-z]+(?: [a-z]+)?)[.:] (?:\$\d{1,3}(?:\.\d\d)?[^.$\n]{0,60})?$"
)
_LONGEST_PER_ITEM = 120
_FEW_MARKETS = 2


class Found(NamedTuple):
    """The base pay of a posting and where it was stated, with the words that prove it and the amounts left out."""

    pay: Pay | None = None
    basis: Literal["text", "board"] | None = None
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class _Candidate(NamedTuple):
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
        candidates += [_judge(reading, amount) for amount in islice(unmarked(reading), MOST_AMOUNTS)]
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
    if unit == "hour" and amount.low >= LEAST_A_YEAR:
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
    if figure >= LEAST_A_YEAR:
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
    if unit and section not in _FOREIGN_SECTIONS and _SALARY.match(context.rest):
        return True
    if context.stands_alone() and (
        amount.high is not None or ((unit == "year" or amount.unit) and section not in _FOREIGN_SECTIONS)
    ):
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
