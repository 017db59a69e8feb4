"""What do the words around a dollar amount say of it: base pay, a bound of it, or something else?"""

import re
from functools import lru_cache
from typing import NamedTuple

from nlp.expressions import Expressions
from nlp.pay.amounts import RULES, Amount
from nlp.reading import Line

_LONGEST_LABEL = 70
_BEFORE, _AFTER, _NEAR = 120, 70, 40
_LIST_BEFORE = 8
_ROW = re.compile(r"[^:$.]{2,45}: ?\$[\d,.]+\s*")
# "Up to" and the like may stand between a heading and its amount.
_LONGEST_LEAD = 14
_SENTENCE_ENDS = (". ", "; ", "! ", "? ", "•", "·", "◆", "▪")
_PIECE_ENDS = (",", "|", "+", ")", " ~ ", " plus ", " as well as ")
_NAMES_PAY = re.compile(r"\b(?:pay|salary|wages?|compensation|rate|range|min(?:imum)?|max(?:imum)?)\b")
_PIECE_AFTER = re.compile(
    r"[.;!?](?=\s|$)|\s[/~]\s|[•·◆▪|()]|,(?!\d)|\s[-–—]\s|\+|\bplus\b|\bwith\b|\band\b|\bas well as\b"
)
_OF_WORK = re.compile(r"\b(?:years?|yrs?|coder|coding|experience|exp)\b")
_BOUND_ALONE = re.compile(r"(?:from|up to|starting(?: at)?|starts at)?[ :]*")
_NEXT_FIGURE = re.compile(r"\b[a-z]+:? \d{2,3}(?:\.\d\d\b|,\d{3}\b)")
_WITH_CENTS = re.compile(r"\b\d{2,3}\.\d\d\b")
_RUN_ON = re.compile(r"[a-z)]\.(?=[a-z]{3})")
_FIGURE = re.compile(r"\$[\d,.]*k?")
_NOT_COUNTED = re.compile(
    r"\b(?:exclud\w+|exclusive of|(?:not|n[o']t) includ\w+|without|in addition to|before|leaves out)\b[^$:;)]*|\bno bonus\w*"
)
_ADDED = re.compile(
    r"(?:\+|\bplus\b|\badditional\b|\bextra\b|\banother\b|\bas well as\b|\balso get\b)[^$]{0,30}$"
)
_ADDED_AFTER = Expressions(__file__).pattern("added_after")
_ON_TARGET = re.compile(r"\s*\(?(?:ote|on[- ]target|total (?:cash|comp\w*))\b")
# The unit may stand a few words on, "$54,000 - $61,000 (gross, yearly)"; a count or a pay day ends the search.
_ASIDE = re.compile(r"(?:(?!hours|hrs|days|paid|times|shift|bonus|incentive|plus\b)[^\d$.;])*")
_LONGEST_ASIDE = 40
# Dots that lead the eye to a figure end no sentence.
_LEADERS = re.compile(r"\.{3,}")
# "Plus $2,000 after your first year" is added to a pay that isn't told.
_AT_A_TIME = re.compile(r"\s*(?:after|upon|once|at) (?:your|the|one|a|\d+)\b")
_OWN = re.compile(r"[.!?](?=\s|$)|\$")
# As a heading it opens the part on pay; in a sentence it is more than base pay.
_TOTAL = re.compile(r"(?:your |the |our )?total (?:compensation|comp|rewards|pay)(?: package)?: ")
_ORNAMENT = " \t\xa0-–—*•·◆▪»>|:_`#+~💰"


def _alternation(kind: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One expression for all rules of a kind, and what each of its groups stands for."""
    rules = [rule for rule in RULES if rule.value.startswith(kind + ":")]
    names = {f"g{number}": (rule.id, rule.value.partition(":")[2]) for number, rule in enumerate(rules)}
    parts = [f"(?P<{name}>{rule.pattern.pattern})" for name, rule in zip(names, rules, strict=True)]
    return re.compile("|".join(parts)), names


_NEVER, _NEVER_NAMES = _alternation("never")
_DECOY, _DECOY_NAMES = _alternation("decoy")
_ANOTHER, _ANOTHER_NAMES = _alternation("another")
_LATER, _LATER_NAMES = _alternation("later")
_BOUND, _BOUND_NAMES = _alternation("bound")
_THEN, _THEN_NAMES = _alternation("after")
_LABEL, _ = _alternation("label")


class Context(NamedTuple):
    """The words of one amount's line, cut where they stop to speak of it; `label` may be the line before."""

    label: str
    before: str
    near: str
    after: str
    rest: str

    def decoy(self, by_the_hour: bool) -> str:
        """Return what the amount is instead of base pay; "" where nothing says so."""
        on_top = "$" in self.before or _AT_A_TIME.match(self.rest) is not None
        if on_top and _ADDED.search(self.before[-_NEAR:]):
            return "comes on top of base pay"
        if _ADDED_AFTER.match(self.rest):
            return "comes on top of base pay"
        if _ON_TARGET.match(self.rest):
            return "earnings beyond base pay"
        if found := _ANOTHER.search(f"{self.before} ¤ {_OWN.split(self.rest, maxsplit=1)[0]}"):
            return _ANOTHER_NAMES[found.lastgroup or ""][1]
        label = "" if _TOTAL.fullmatch(self.label) else self.label
        return _decoy(f"{label} {self.near} ¤ {self.after}", by_the_hour)

    def later(self) -> str:
        """Return why the amount yields to another one: a raise, a rate of training; "" where it doesn't."""
        found = _LATER.search(f"{self.before[-50:]} ¤ {self.after}")
        return "" if found is None else _LATER_NAMES[found.lastgroup or ""][1]

    def bound(self) -> tuple[str, str]:
        """Return which bound a single figure is ("low", "high", "") and the rule that says so."""
        found = _BOUND.search((self.label + self.before)[-_NEAR:])
        if found is not None:
            rule, value = _BOUND_NAMES[found.lastgroup or ""]
            return value, f"pay.{rule}"
        found = _THEN.search(self.rest[:_NEAR])
        if found is None:
            return "", "pay.single"
        rule, value = _THEN_NAMES[found.lastgroup or ""]
        return value, f"pay.{rule}"

    def stands_alone(self) -> bool:
        """Say whether the amount opens a line of its own and is all that the line says, or all before a comma."""
        return _BOUND_ALONE.fullmatch(self.before.strip(_ORNAMENT)) is not None and (
            not self.rest.strip() or self.rest[0] in ".,;"
        )

    def aside(self) -> str:
        """Return the few words after the amount in which its unit may stand."""
        match = _ASIDE.match(self.rest[:_LONGEST_ASIDE])
        return "" if match is None else match[0]

    def is_labelled(self) -> bool:
        """Say whether the words before it call the amount pay."""
        return _LABEL.search(f"{self.label} {self.before}") is not None


@lru_cache(maxsize=4096)
def _decoy(words: str, by_the_hour: bool) -> str:
    """Return what the words around an amount call it; cached, because benefits are worded alike everywhere."""
    counted = _NOT_COUNTED.sub("", words)
    found = _NEVER.search(counted)
    if found is not None:
        return _NEVER_NAMES[found.lastgroup or ""][1]
    found = None if by_the_hour else _DECOY.search(counted)
    return "" if found is None else _DECOY_NAMES[found.lastgroup or ""][1]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def read_context(lower: str, lines: tuple[Line, ...], number: int, amount: Amount) -> Context:
    """Return what stands around `amount`, which begins in `lines[number]`; plain searches keep it cheap."""
    line = lines[number]
    raw = _LEADERS.sub(_blank, lower[max(line.start, amount.start - _BEFORE) : amount.start])
    own = raw.strip(_ORNAMENT)
    speaks = len(own) > _LONGEST_LEAD and _ROW.fullmatch(line.lower) is None
    label = "" if speaks or _NAMES_PAY.search(own) else _line_before(lines, number)
    if "|" in label:
        label = _cell(label, lower[line.start : line.end], lower.count("|", line.start, amount.start))
    before = raw[max(_last_end(raw, _SENTENCE_ENDS), _end_of_run_on(raw)) :]
    # What stands before another amount belongs to that one.
    near = before[max(_last_end(before, _PIECE_ENDS), _end_of_amount(before)) :]
    rest = lower[amount.tail : max(amount.tail, min(line.end, amount.tail + _AFTER))]
    return Context(label, before, near, _piece_after(rest), rest)


def _line_before(lines: tuple[Line, ...], number: int) -> str:
    """Return the heading or label on the line before; "" where that line is prose or holds an amount itself."""
    for earlier in range(number - 1, max(-1, number - _LIST_BEFORE), -1):
        words = lines[earlier].lower.strip(_ORNAMENT)
        if words and not _is_beside(lines[earlier], lines[number]):
            is_prose = words[-1] in ".;!?" or len(words) > _LONGEST_LABEL
            # An item of the list before says nothing of what stands below the list.
            is_prose = is_prose or (
                lines[earlier].is_bullet and not lines[number].is_bullet and words[-1] != ":"
            )
            is_prose = is_prose or (words[-1] != ":" and _OF_WORK.search(words) is not None)
            return "" if is_prose or "$" in words else f"{words}: "
    return ""


def _is_beside(one: Line, other: Line) -> bool:
    """Say whether two lines are amounts of one list, whose heading speaks of both."""
    is_row = one.is_bullet or _ROW.fullmatch(one.lower) is not None
    return one.is_bullet == other.is_bullet and "$" in one.lower and is_row


def _cell(label: str, row: str, number: int) -> str:
    """Return the heading of an amount's own column, where the line before heads the cells of its row."""
    cells = label.removesuffix(": ").split("|")
    return f"{cells[number].strip()}: " if len(cells) == row.count("|") + 1 else label


def _piece_after(rest: str) -> str:
    cut = _PIECE_AFTER.search(rest)
    piece = rest if cut is None else rest[: cut.start()]
    # Words that lead up to the next amount are its label and not ours.
    return "" if "$" in piece or _NEXT_FIGURE.search(piece) else piece


def _last_end(words: str, ends: tuple[str, ...]) -> int:
    """Return where the last of `ends` stops in `words`, 0 where none occurs."""
    last = 0
    for end in ends:
        at = words.rfind(end)
        if at + len(end) > last and at >= 0:
            last = at + len(end)
    return last


def _end_of_run_on(words: str) -> int:
    """Return where a sentence begins whose line break was lost: "a related field.Pay:"."""
    return max((match.end() for match in _RUN_ON.finditer(words)), default=0)


def _end_of_amount(words: str) -> int:
    bare = max((match.end() for match in _WITH_CENTS.finditer(words)), default=0)
    match = _FIGURE.match(words, at) if (at := words.rfind("$")) >= 0 else None
    return bare if match is None else max(bare, match.end())
