"""Which figures without a dollar sign may be pay: after a word such as "salary", alone on a line, or in cents?"""

import re
from collections.abc import Iterator

from nlp.expressions import Expressions
from nlp.pay.amounts import LEAST_A_YEAR, Amount, amount_at, cents_amounts, unit_in
from nlp.reading import Line, Reading
from nlp.words import Phrases

_EXPRESSIONS = Expressions(__file__)
_UNMARKED = _EXPRESSIONS.pattern("unmarked")
_UNMARKED_PHRASES = Phrases(*_EXPRESSIONS.words("unmarked_phrases"))
# What is done by the hour is no pay: "charts: 12-15/hr".
_COUNTED = re.compile(
    r"\b(?:charts?|records?|encounters?|accounts?|claims?|visits?|notes?|codes?|units?|productiv\w*|standard|speed|volume|pace)\b"
)
_BEFORE_A_COUNT = 60
_WAGE = re.compile(r"[1-9]\d\.\d\d(?:\d\d)?")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})?\.\d\d|\d{1,3},\d{3}")
_LONGEST_LABEL = 40
_DIGIT = re.compile(r"\d\d")
_ALONE = _EXPRESSIONS.pattern("alone")
_LONGEST_ALONE, _LONGEST_UNDER_PAY = 60, 160
_CELL = re.compile(r"\| (?=\d)")
_CENTS = ("cents ", "¢")


def unmarked(reading: Reading) -> Iterator[Amount]:
    """Yield figures without a dollar sign that follow a word such as "salary", and amounts in cents."""
    for line in reading.lines_with(*_CENTS):
        yield from cents_amounts(reading.lower, line.start, line.end)
    for line in reading.lines:
        if line.section != "pay" and not line.lower[0].isdigit():
            continue
        for start in _starts_of_cells(line):
            amount = amount_at(reading.lower, line.start + start) if _ALONE.match(line.lower, start) else None
            if amount is not None and amount.high:
                yield amount
    for number in reading.indexes_at(_UNMARKED_PHRASES.offsets_in(reading.lower)):
        line = reading.lines[number]
        if _DIGIT.search(line.lower):
            yield from _labelled(reading.lower, line)


def _labelled(lower: str, line: Line) -> Iterator[Amount]:
    """Yield the figures of a line that words call pay."""
    for label in _UNMARKED.finditer(lower, line.start, line.end):
        amount = amount_at(lower, label.end())
        if label["bare"] is not None and _is_count(lower[line.start : label.start()]):
            continue
        if amount is not None and (amount.high or amount.unit or _looks_like_pay(amount, lower, line.start)):
            yield amount


def _starts_of_cells(line: Line) -> Iterator[int]:
    """Yield where a figure may open a line, or a cell of a line that stands under pay."""
    if len(line.lower) >= (_LONGEST_UNDER_PAY if line.section == "pay" else _LONGEST_ALONE):
        return
    if line.lower[0].isdigit():
        yield 0
    if line.section == "pay" and "| " in line.lower:
        yield from (match.end() for match in _CELL.finditer(line.lower))


def _is_count(before: str) -> bool:
    """Say whether figures by the hour that nothing calls pay count the work that is done: "charts: 12-15/hr"."""
    return before.rstrip()[-1:].isalnum() or _COUNTED.search(before[-_BEFORE_A_COUNT:]) is not None


def _looks_like_pay(amount: Amount, lower: str, begin: int) -> bool:
    """Say whether a single bare figure after a word such as "minimum" is a salary, a wage with its cents, or has its unit before it."""
    if amount.low >= LEAST_A_YEAR or _WAGE.fullmatch(lower, amount.start, amount.end):
        return True
    return _MONEY.fullmatch(lower, amount.start, amount.end) is not None and unit_in(
        lower[max(begin, amount.start - _LONGEST_LABEL) : amount.start]
    ) not in (None, "item")
