"""Which spans of years or months are written in a clause, in figures or words?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.expressions import Expressions

_WORDS = Expressions(__file__).words("numbers")
_VALUES = {word: float(value) for value, word in enumerate(_WORDS)} | {
    "none": 0.0,
    "a": 1.0,
    "an": 1.0,
    "half a": 0.5,
    "one-half": 0.5,
    "one and a half": 1.5,
    "one and one-half": 1.5,
    "a couple of": 2.0,
    "a couple": 2.0,
    "1 1/2": 1.5,
    "1½": 1.5,
    "½": 0.5,
    "a decade of": 10.0,
    "thirty": 30.0,
}
_TENS = {
    f"{ten}{joint}{_WORDS[one]}": float(value + one)
    for ten, value in (("twenty", 20), ("thirty", 30))
    for joint in (" ", "-")
    for one in range(1, 10)
}
_VALUES |= _TENS | {f"{_WORDS[number]} and a half": number + 0.5 for number in range(2, 6)}
_NUMBER = r"\d{1,2}(?:\.\d|½)?(?![\d,])|" + "|".join(sorted(map(re.escape, _VALUES), key=len, reverse=True))
_SPAN = re.compile(
    rf"(?<![\w$/])(?<!\d\.)(?P<low>{_NUMBER})(?:(?<=[(]\d)\)|(?:\s*\(\s*(?:\d{{1,2}}|[a-z]+)\+?\s*\)))?\s*(?:\+|plus\b)?"
    rf"(?:\s*(?:-|to\b|or\b|/|(?:but|and) not? more than\b)\s*(?P<high>{_NUMBER})(?:\s*\(\s*\d{{1,2}}\s*\))?\s*\+?)?"
    r"(?:[\s-]+or (?:more|greater)\b|[\s-]+plus\b|\s+(?:good|busy|whole|straight|full|additional|consecutive|calendar|complete|solid|recent|total)\b)*"
    r"(?P<hyphen>-)?\s*(?P<unit>years?|yrs?|months?|mos?)\b(?:'s\b)?\.?\+?"
)
_LABELLED = re.compile(
    r"\b(?:years?|yrs?)'?(?: of)?(?: [a-z]+)? (?:experience|exp)\b[^:\d]{0,24}[:=]\s*(?P<years>\d{1,2})\b(?:\s?(?:-|to)\s?\d{1,2}\b)?\+?(?!\s*(?:years?|yrs?|months?)\b)"
)
# After a hyphen a span is a kind of thing, as in "two-year degree", unless the thing is experience.
_HYPHENATED = re.compile(r"\s*(?:of )?(?:experience|minimum|coding experience)\b")
# "A year" is a span only where these lead up to it: "twice a year" and "$300 a year" are none.
_LEADS_TO_A_YEAR = re.compile(
    r"(?:^|\b(?:with|least|of|have|has|had|need|needs|want|wants|requires?|required|or|minimum|bring|you've|plus|and)|[:(,-])\s*$"
)
_GOES_ON = re.compile(
    r"\s*(?:or (?:more|longer|two)|of\b|as\b|in\b|doing\b|'|spent\b|work\b|min(?:imum)?\b|experience\b|coding\b)"
)
_MONTHS_A_YEAR, _MOST_YEARS = 12.0, 25.0


class Span(NamedTuple):
    """The least of a span in years: `clause[start:end]`."""

    years: float
    start: int
    end: int


_OF_THE_LAST = re.compile(
    rf"\b(?P<low>{_NUMBER}) (?:years? )?(?:of|in|within|out of) the (?:last|past|previous) (?:{_NUMBER}) years\b"
)


_BETWEEN = re.compile(rf"\bbetween (?P<low>{_NUMBER}) and (?:{_NUMBER})\+? (?:years?|yrs?)\b")
_STRETCHES = ("the last", "the past", "the previous")
# "Three years (two with a degree)": the shorter of the two.
_SHORTER = re.compile(
    rf"\((?:only )?(?P<low>{_NUMBER})\+?(?: years?| yrs?)? (?:with|if|for|plus)\b[^)]{{0,40}}\b(?:degree|bachelor|associate|master|diploma|rhi[at]|ccs|cpc|credential|certif)"
)
# "Three years in a practice, or two in a hospital": the shorter of the two.
_OR_FEWER = re.compile(rf", or (?:only |just )?(?P<low>{_NUMBER})\+? (?:in|with|if) (?:an? |the )?[a-z]")
_AND_A_HALF = re.compile(r"\b(?:a|one) year and a half\b")


def spans(clause: str) -> Iterator[Span]:
    """Yield the spans of years and months that a lower-cased clause writes, each with its lower end, in their order."""
    found = [*_in_other_words(clause)]
    for match in _SPAN.finditer(clause):
        years = _years(match)
        is_part = any(span.start < match.start() < span.end for span in found)
        if years <= _MOST_YEARS and not is_part and _is_span(clause, match):
            found.append(Span(years, match.start(), match.end()))
    yield from sorted(found, key=lambda span: span.start)


def _in_other_words(clause: str) -> Iterator[Span]:
    if ":" in clause or "=" in clause:
        labelled = _LABELLED.search(clause)
        if labelled is not None:
            yield Span(float(labelled["years"]), labelled.start("years"), labelled.end())
    if "between" in clause:
        for match in _BETWEEN.finditer(clause):
            yield Span(_in_years(match["low"]), match.start("low"), match.end())
    if "and a half" in clause:
        for match in _AND_A_HALF.finditer(clause):
            yield Span(1.5, match.start(), match.end())
    if any(words in clause for words in _STRETCHES):
        for match in _OF_THE_LAST.finditer(clause):
            if not clause[match.end("low") :].startswith((" year", " month")):
                yield Span(_in_years(match["low"]), match.start(), match.end())


def shorter_spans(clause: str) -> Iterator[Span]:
    """Yield fewer years that are enough for some: "three years (two with a degree)", "three in a practice, or two in a hospital"."""
    for sign, pattern in (("(", _SHORTER), (", or ", _OR_FEWER)):
        if sign in clause:
            for match in pattern.finditer(clause):
                yield Span(_in_years(match["low"]), match.start("low"), match.end("low"))


def _years(match: re.Match[str]) -> float:
    value = _in_years(match["low"])
    return value / _MONTHS_A_YEAR if match["unit"].startswith("mo") else value


def _in_years(written: str) -> float:
    return _VALUES[written] if written in _VALUES else float(written.replace("½", ".5"))


def _is_span(clause: str, match: re.Match[str]) -> bool:
    if match["hyphen"] and not _HYPHENATED.match(clause, match.end()):
        return False
    if match["low"] in ("a", "an") and not match["high"]:
        leads = _LEADS_TO_A_YEAR.search(clause[max(0, match.start() - 14) : match.start()])
        return leads is not None and _GOES_ON.match(clause, match.end()) is not None
    return True
