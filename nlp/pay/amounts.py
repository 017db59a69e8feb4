"""Which dollar amounts and ranges are written in a text, per what, and where?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from nlp.rules import load
from nlp.shapes import PayUnit

RULES = load(Path(__file__).parent)
_UNITS = [
    (rule.value.removeprefix("unit:"), rule.pattern.pattern)
    for rule in RULES
    if rule.value.startswith("unit:")
]
_UNIT = "|".join(pattern for _, pattern in _UNITS)
# Spaces around the point are what reading by machine leaves of print: "$ 28 . 50".
_NUMBER = r"(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d{1,4}+| \. \d\d(?!\d))?+|\.\d{1,3}+"
_CURRENCY = r"(?:(?:usd|us)\s?\$?|\$)\s?"
_SCALE = r"\s?(?:million|billion|trillion|mm?|bn?)\b"
_DASH = r"[-–—―−~]{1,2}"
_SLASH = r"\s?/\s?(?=\$?\d\d(?:\.\d\d)?(?![\d/])(?!\s?(?!hr\b|hour\b|per hour|an hour)[a-z%]))"
_BETWEEN = rf"(?:{_SLASH}|[^\S\n]*{_DASH}\s{{0,3}}|\s{{0,3}}{_DASH}[^\S\n]*\n\s{{0,3}}|\s{{1,3}}(?:(?:up )?to|thru|through|and)\s{{1,3}})"
# A count of hours, days or percent after a dash is no upper bound.
_NO_COUNT = r"(?!\s*(?:%|percent|hours\b|hrs\b|days?\b|weeks\b|months\b|years\b|minutes|miles|installments)|[^\S\n]*\d)"
# Only "an hour", "per year", "/hr" may stand on the next line: an adverb there begins something else.
_TAIL = (
    r"(?>[^\S\n]{0,3}[*_|)\]]{0,3}\s?(?:usd\b|dollars\b)?(?:[^\S\n]|[,*_|(\[]){0,6}(?:\n\s?(?=an? |per |/))?)"
)
_STEP = r"(?:\s?\((?:step|min|entry|start|new|max)[^)]{0,14}\))?"
_RANGE = (
    rf"(?P<low>{_NUMBER})(?P<low_k>\s?k\b)?(?P<low_scale>{_SCALE})?(?!'?s\b){_STEP}(?P<plus>\+|\s(?:or more|and up|and above)\b)?(?P<first>{_TAIL}(?P<unit>{_UNIT}))?"
    rf"(?:(?:\s?usd\b)?\*{{0,2}}(?P<joint>{_BETWEEN})\*{{0,2}}(?:{_CURRENCY})?"
    rf"(?P<high>{_NUMBER}){_NO_COUNT}(?P<high_k>\s?k\b)?(?P<high_scale>{_SCALE})?)?"
    rf"(?P<second>{_TAIL}(?P<last_unit>{_UNIT}))?"
)
_ANY_UNIT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS))
# In the words before an amount, what is paid per item says "per"; "a line" there is some other line.
_UNITS_IN_WORDS = [
    (cast("PayUnit", name), rule.pattern, ("per ", "per-", "by the ") if name == "item" else rule.anchors)
    for (name, _), rule in zip(
        _UNITS, (rule for rule in RULES if rule.value.startswith("unit:")), strict=True
    )
]
_AMOUNT = re.compile(_CURRENCY + _RANGE)
_BARE = re.compile(rf"(?:{_CURRENCY})?" + _RANGE)
_WITH_CENTS = re.compile(r"(?<![\d.,$])(?=\d{2}\.\d{2}\s?[-–]\s?\d{2}\.\d{2}(?!\d))" + _RANGE)
# A band as human resources write it: "52,000 / 65,000 / 78,000", "$22 minimum - $27 midpoint - $32 maximum".
_BORDER = r"(?:\s(?:min(?:imum)?|mid(?:point)?|market|median))?\s?(?:/|[-–—]|\|)\s?"
_BAND = re.compile(
    rf"(?:{_CURRENCY})?(?P<low>{_NUMBER}){_BORDER}(?:{_CURRENCY})?(?:{_NUMBER}){_BORDER}(?:{_CURRENCY})?(?P<high>{_NUMBER})(?![\d/])(?:\s?\((?:min|low)[^)]{{0,30}}\)|\smax(?:imum)?\b)?"
)
_CENTS = re.compile(
    r"\b(?P<money>(?P<low>\d{1,2}(?:\.\d{1,2})?)(?:\s?(?:-|–|to)\s?(?P<high>\d{1,2}(?:\.\d{1,2})?))?\s?(?:¢|cents?\b))"
    rf"\s?(?:{dict(_UNITS)['item']})"
)
_THOUSAND, _CENTS_A_DOLLAR = 1000.0, 100.0
LEAST_A_YEAR = 14_000.0
"""What is less is no yearly salary."""
MOST_AMOUNTS = 300
"""No honest posting writes as many."""
# The upper bound of a real range is not many times its lower one: "$25 - 401(k)".
_WIDEST = 8


class Amount(NamedTuple):
    """One figure or range as written: `text[start:end]` without the unit, which ends at `tail`.

    `large` figures are written in millions; an `open` one carries a plus sign, as in "$25+".
    """

    low: float
    high: float | None
    unit: PayUnit | None
    start: int
    end: int
    tail: int
    large: bool = False
    open: bool = False


def dollar_amounts(lower: str) -> Iterator[Amount]:
    """Yield the amounts that carry a dollar sign or "USD", in the order of the text."""
    after = count = 0
    for anchor in _anchors(lower):
        if anchor < after or count == MOST_AMOUNTS:
            continue
        match = _AMOUNT.match(lower, anchor)
        if match is not None:
            amount = _band_at(lower, anchor) or _read(lower, match)
            after, count = amount.end, count + 1
            yield amount


def _band_at(lower: str, position: int) -> Amount | None:
    """Return the ends of a band whose middle stands between them; None where there is none."""
    match = _BAND.match(lower, position)
    if match is None:
        return None
    low, high = _number(match["low"]), _number(match["high"])
    if not low < high <= low * _WIDEST:
        return None
    return Amount(low, high, None, match.start(), match.end(), match.end())


def ranges_beside(lower: str, start: int, end: int) -> Iterator[Amount]:
    """Yield the ranges with cents that carry no currency, as they follow marked ones: "Boise, ID 24.10 - 31.65"."""
    for match in _WITH_CENTS.finditer(lower, start, end):
        yield _read(lower, match)


def _anchors(lower: str) -> list[int]:
    """Return where a currency is written; plain searches, as an expression would cost the budget of a whole text."""
    found = []
    for sign in ("$", "usd"):
        at = lower.find(sign)
        while at >= 0:
            found.append(at)
            at = lower.find(sign, at + len(sign))
    return sorted(found)


def amount_at(lower: str, position: int) -> Amount | None:
    """Return the amount that begins at `position`, with or without a dollar sign."""
    match = _BARE.match(lower, position)
    return None if match is None else _band_at(lower, position) or _read(lower, match)


def cents_amounts(lower: str, start: int, end: int) -> Iterator[Amount]:
    """Yield the amounts of `lower[start:end]` in cents per item, as pay by the line often is."""
    for match in _CENTS.finditer(lower, start, end):
        low = float(match["low"]) / _CENTS_A_DOLLAR
        high = None if match["high"] is None else float(match["high"]) / _CENTS_A_DOLLAR
        yield Amount(low, high, "item", match.start(), match.end("money"), match.end())


@lru_cache(maxsize=2048)
def unit_in(words: str) -> PayUnit | None:
    """Return the unit that `words` name last, as in "hourly range"; None where they name none."""
    last, found = -1, None
    for name, pattern, anchors in _UNITS_IN_WORDS:
        if any(anchor in words for anchor in anchors):
            for match in pattern.finditer(words):
                last, found = (match.start(), name) if match.start() > last else (last, found)
    return found


def _read(lower: str, match: re.Match[str]) -> Amount:
    low = _number(match["low"])
    high = None if match["high"] is None else _number(match["high"])
    scale = match["low_scale"] is not None or match["high_scale"] is not None
    if high is not None and match["high_k"]:
        high *= _THOUSAND
        low *= _THOUSAND if low < _THOUSAND else 1
    elif match["low_k"]:
        low *= _THOUSAND
        high = high * _THOUSAND if high is not None and high < _THOUSAND else high
    if high is None or not _holds_together(lower, match, low, high):
        return _first_alone(match, low, scale)
    end = max(match.end("high"), match.end("high_k"))
    unit = _unit(match["last_unit"] or match["unit"])
    return Amount(low, high, unit, match.start(), end, match.end(), scale)


def _first_alone(match: re.Match[str], low: float, scale: bool) -> Amount:
    """Return a single amount, or the one before a joint that joins nothing."""
    end = max(match.end("low"), match.end("low_k"))
    tail = max(
        match.end("first"), match.end("second") if match["high"] is None else -1, match.end("plus"), end
    )
    unit = _unit(match["unit"] or (match["last_unit"] if match["high"] is None else None))
    # A plus sign before more words adds something to the amount: "$25/hr + differential".
    return Amount(low, None, unit, match.start(), end, tail, scale, match["plus"] is not None)


def _holds_together(lower: str, match: re.Match[str], low: float, high: float) -> bool:
    if "and" in match["joint"] and "between" not in lower[max(0, match.start() - 14) : match.start()]:
        return False
    return low <= high <= low * _WIDEST


def _unit(words: str | None) -> PayUnit | None:
    match = _ANY_UNIT.match(words) if words else None
    return None if match is None else cast("PayUnit", match.lastgroup)


def _number(written: str) -> float:
    return float(written.replace(",", "").replace(" ", ""))
