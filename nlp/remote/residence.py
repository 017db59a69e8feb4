"""In which states must a worker live, as the sentences of a text list them?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nlp.expressions import Expressions
from nlp.reading import Reading
from nlp.remembered import remembered
from nlp.remote.state_names import StateName, names_between, state_names
from nlp.rules import load
from nlp.shapes import Evidence, Rejected, Where
from nlp.spans import SENTENCE_ENDS, spans_with
from nlp.words import load_phrases

_EXPRESSIONS = Expressions(__file__)
_RULES = load(Path(__file__).parent, "states.toml")
_BEFORE = tuple(rule for rule in _RULES if rule.value in ("before", "at once"))
_AFTER = next(rule for rule in _RULES if rule.value == "after")
EXCLUDED = next(rule for rule in _RULES if rule.value == "excluded")
OTHER_MATTER = next(rule for rule in _RULES if rule.value == "other")
_LAW = next(rule for rule in _RULES if rule.value == "law")
_LIST_WORDS = load_phrases(Path(__file__).with_name("sought.toml"), "residence")
_WORDS_BETWEEN = re.compile(r"[^\W_]")
_NEXT_LINE = 40
# What a law grants is told of some states' applicants, in a paragraph that names the law elsewhere.
_PARAGRAPH_BEFORE, _PARAGRAPH_AFTER = 320, 120
_NO_LIST_SECTIONS = frozenset(("eeo",))
_STOP = re.compile(r"[.!?](?=\s|$)(?<!u\.s\.)(?<!d\.c\.)")
_JOINT = _EXPRESSIONS.pattern("joint")
# "All 50 states and DC" lists none.
_BESIDE_ALL = re.compile(r"\bstates?,? (?:and|or|plus|&) (?:the )?", re.IGNORECASE)
_ANSWERS = "A:"
_WORDS_BEFORE = 16
_LONGEST_LEAD, _LONGEST_LIST, _REACH_AFTER = 90, 1500, 60
_RULED_OUT_AFTER = _EXPRESSIONS.pattern("ruled_out_after")


@dataclass(slots=True)
class Collected:
    """The states taken and left out so far."""

    evidence: list[Evidence] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def take(self, found: list[StateName], rule: str, where: Where = "text") -> None:
        """Take the states that a rule has found, but for those left out already."""
        left_out = {aside.start for aside in self.rejected if aside.where == where}
        self.evidence += [
            Evidence("states", name.code, name.start, name.end, rule, where)
            for name in found
            if name.start not in left_out
        ]

    def reject(self, found: list[StateName], reason: str, where: Where = "text") -> None:
        """Leave the states out, and say why."""
        self.rejected += [
            Rejected("states", name.code, name.start, name.end, reason, where) for name in found
        ]


def from_lists(reading: Reading, found: Collected) -> None:
    """Take the lists of states in which one must live, or from which the employer hires."""
    if not state_names(reading.text, reading.lower):
        return
    seen = -1
    for start, end in spans_with(reading, _LIST_WORDS, SENTENCE_ENDS):
        line = reading.find_line(start)
        if end <= seen or line is None or line.section in _NO_LIST_SECTIONS:
            continue
        if _may_list(reading, start, end):
            seen = _from_sentence(reading, max(start, seen), end, found)


def _may_list(reading: Reading, start: int, end: int) -> bool:
    """Say whether a sentence names states, or leads up to a list of them on the next lines."""
    return bool(names_between(reading, start, end + _NEXT_LINE))


def _from_sentence(reading: Reading, start: int, end: int, found: Collected) -> int:
    """Sort the lists of one sentence; return where the last of them ended."""
    sentence = reading.lower[start:end]
    seen = start
    for lead, must_follow in _leads(sentence):
        if start + lead >= seen and (names := _list_after(reading, start + lead)):
            if must_follow and _WORDS_BETWEEN.search(reading.text, start + lead, names[0].start):
                continue
            _sort(reading, start, names, "states.residence", found)
            seen = names[-1].end
    if _AFTER.search(sentence) is not None:
        for names in _groups(reading, seen, end):
            if _AFTER.pattern.match(reading.lower, names[-1].end):
                _sort(reading, start, names, "states.residents_only", found)
    return seen


@remembered
def _leads(sentence: str) -> tuple[tuple[int, bool], ...]:
    """Return where lists may begin, in order, and whether nothing may stand between: "Remote (TX, OK)"."""
    found = [
        (match.end(), rule.value == "at once")
        for rule in _BEFORE
        for match in rule.pattern.finditer(sentence)
    ]
    return tuple(sorted(found))


def _list_after(reading: Reading, start: int) -> list[StateName]:
    """Return the list of states that `reading.text[start:]` leads up to; it may go on over bulleted lines."""
    text = reading.text
    names = iter(names_between(reading, start, start + _LONGEST_LIST))
    first = next(names, None)
    if first is None or not _leads_up(text[start : first.start]):
        return []
    if first.code == "DC" and _BESIDE_ALL.search(text[max(0, start - _WORDS_BEFORE) : first.start]):
        return []
    over_lines = "\n" in text[start : first.start]
    return [first, *_rest(text, first, names, over_lines)]


def _rest(text: str, first: StateName, names: Iterable[StateName], over_lines: bool) -> Iterator[StateName]:
    end = first.end
    for name in names:
        gap = text[end : name.start]
        if not _JOINT.fullmatch(gap) or ("\n" in gap and not over_lines):
            return
        end = name.end
        yield name


def _leads_up(lead: str) -> bool:
    words, _, after_break = lead.partition("\n")
    if len(words) > _LONGEST_LEAD or _STOP.search(words):
        return False
    return not any(char.isalnum() for char in after_break.removeprefix(_ANSWERS))


def _groups(reading: Reading, start: int, end: int) -> list[list[StateName]]:
    """Return the states of `reading.text[start:end]`, those that stand in one list together."""
    groups: list[list[StateName]] = []
    for name in names_between(reading, start, end):
        if groups and _JOINT.fullmatch(reading.text, groups[-1][-1].end, name.start):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _sort(reading: Reading, start: int, names: list[StateName], rule: str, found: Collected) -> None:
    """Take a list of states, or reject it where its sentence, from `start`, rules it out or means something else."""
    sentence = reading.lower[start : names[0].start]
    after = reading.lower[names[-1].end : names[-1].end + _REACH_AFTER].partition("\n")[0]
    if EXCLUDED.search(sentence) or _RULED_OUT_AFTER.match(after):
        found.reject(names, "excluded")
    elif OTHER_MATTER.search(sentence + _STOP.split(after)[0]) or _speaks_of_law(reading, start, names):
        found.reject(names, "speaks of pay laws, customers or a head office")
    else:
        found.take(names, rule)


def _speaks_of_law(reading: Reading, start: int, names: list[StateName]) -> bool:
    """Say whether the paragraph around a list is about what the law grants to applicants of some states."""
    line = reading.find_line(start)
    begin = max(line.start if line else 0, start - _PARAGRAPH_BEFORE)
    end = min(line.end if line else names[-1].end, names[-1].end + _PARAGRAPH_AFTER)
    return _LAW.search(reading.lower[begin:end]) is not None
