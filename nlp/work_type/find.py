"""What is coded: inpatient, outpatient, professional, risk-adjustment or post-acute records?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from nlp.anchors import AnchorIndex
from nlp.reading import Reading, is_questionnaire
from nlp.rules import Rule, load, read_table
from nlp.shapes import Evidence, Rejected
from nlp.work_type.context import Place, places, wish_spans, work_spans

_HERE = Path(__file__).parent
_TITLES = load(_HERE, "titles.toml")
_FEDERAL = load(_HERE, "federal.toml")
_RULES = AnchorIndex(load(_HERE), go_on=True)
_WEIGHTS = read_table(_HERE / "weights.toml")
_LONGEST_TITLE = 300
_LIST_GAP = 5
_LABORATORY = ("laborator", " labs")
_TYPES = ("inpatient", "outpatient", "professional", "risk_adjustment", "post_acute")
_STAYS_AND_VISITS = frozenset(("inpatient", "outpatient"))
_EXCLUDED = {
    "only:inpatient": frozenset(("outpatient", "professional")),
    "only:facility": frozenset(("professional",)),
    "only:professional": frozenset(("inpatient", "outpatient")),
}


class Found(NamedTuple):
    """The work types in a fixed order, the words that prove them, and the candidates that were not taken."""

    work_types: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(slots=True)
class _Weighing:
    """What speaks for each work type while a posting is read."""

    scores: dict[str, float]
    marks: list[tuple[str, str, int, int, Literal["text", "title"]]]
    asides: list[Rejected]
    titled: set[str]
    excluded: set[str]
    taught_only: bool = False

    def is_settled(self, value: str) -> bool:
        """Say whether a work type is sure already, with words to prove it."""
        return value in self.titled or (
            self.scores[value] >= _WEIGHTS["least_beside"] and any(mark[0] == value for mark in self.marks)
        )


def find(reading: Reading, setting: str = "unknown") -> Found:
    """Return what is coded, from the title and the duties; `setting` is the employer's kind, where it is known.

    Words about other people's work, about the employer at large or about experience wished for count little
    or nothing. A school's instructor has the work types that are taught.
    """
    weighing = _Weighing(defaultdict(float), [], [], set(), set(), taught_only=setting == "school")
    weighing.scores.update(_WEIGHTS["employers"].get(_kind(reading, setting), {}))
    _weigh_title(reading.title_lower, setting, weighing)
    _weigh_spans(reading, work_spans(reading), weighing)
    if setting == "federal":
        _weigh_federal(reading, weighing)
    found = _decide(weighing)
    if not found.work_types and setting != "school":
        _weigh_spans(reading, wish_spans(reading), weighing)
        found = _decide(weighing, _WEIGHTS["least_wished"])
    return found


def _kind(reading: Reading, setting: str) -> str:
    """Return the kind of employer as its coders' work goes by it: clinics for the mind code visits, hospitals stays."""
    if setting == "behavioral" and reading.employer_lower and "hospital" not in reading.employer_lower:
        return "behavioral_clinic"
    named = f"{reading.employer_lower} {reading.title_lower}"
    if setting == "outpatient_clinic" and any(word in named for word in _LABORATORY):
        return "laboratory"
    if setting == "billing_company" and "physician" in reading.employer_lower:
        return "physician_billing"
    return setting


@lru_cache(maxsize=4096)
def _in_title(title: str) -> tuple[tuple[Rule, int, int], ...]:
    """Return the rules that hold of a title; many postings share one, so the last ones are remembered."""
    found = ((rule, rule.pattern.search(title)) for rule in _TITLES)
    return tuple((rule, match.start(), match.end()) for rule, match in found if match)


def _weigh_title(title: str, setting: str, weighing: _Weighing) -> None:
    """Add what the title says, but for words that mean something else with this kind of employer."""
    found = _in_title(title[:_LONGEST_TITLE])
    names_risk = any(rule.value == "risk_adjustment" for rule, _, _ in found)
    if names_risk:
        weighing.scores.clear()
    for rule, start, end in found:
        if rule.id in _WEIGHTS["untitled"].get(setting, ()):
            continue
        weight = _WEIGHTS["titles"][rule.id]
        if names_risk and rule.value != "risk_adjustment":
            weight *= _WEIGHTS["beside_risk"]
        weighing.scores[rule.value] += weight
        weighing.marks.append((rule.value, rule.id, start, end, "title"))
        if weight >= _WEIGHTS["titled"]:
            weighing.titled.add(rule.value)


def _weigh_federal(reading: Reading, weighing: _Weighing) -> None:
    """Settle what a federal announcement says anywhere; on inpatient and outpatient its title goes before, and its duties."""
    settled = not is_questionnaire(reading.lower) or not weighing.titled.isdisjoint(_STAYS_AND_VISITS)
    for rule in _FEDERAL:
        if settled and rule.value in _STAYS_AND_VISITS:
            continue
        if match := rule.search(reading.lower):
            weighing.scores[rule.value] += _WEIGHTS["federal"]
            weighing.marks.append((rule.value, rule.id, match.start(), match.end(), "text"))


def _weigh_spans(reading: Reading, spans: list[tuple[int, int]], weighing: _Weighing) -> None:
    for rule, anchors in _RULES.held_in(reading.lower, spans):
        if weighing.taught_only and rule.id not in _WEIGHTS["taught"]:
            continue
        if not weighing.is_settled(rule.value):
            _weigh(rule, places(rule, anchors, reading, spans), weighing)


def _weigh(rule: Rule, found: Iterator[Place], weighing: _Weighing) -> None:
    """Add what the best place of a rule weighs."""
    best: Place | None = None
    for place in found:
        if place.reason:
            weighing.asides.append(Rejected("work_types", rule.value, place.start, place.end, place.reason))
        elif best is None or place.factor > best.factor:
            best = place
        if best and best.factor >= 1:
            break
    if best is None or weighing.scores[_WEIGHTS["unless"].get(rule.id, "")] >= _WEIGHTS["least"]:
        return
    if rule.value in _EXCLUDED:
        weighing.excluded |= _EXCLUDED[rule.value] if best.factor >= 1 else frozenset()
        return
    weighing.scores[rule.value] += _WEIGHTS["rules"][rule.id] * best.factor
    weighing.marks.append((rule.value, rule.id, best.start, best.end, "text"))


def _decide(weighing: _Weighing, enough: float = _WEIGHTS["least"]) -> Found:
    """Return the work types that weigh enough; more is asked of one beside what the title or HCCs settle.

    What an employer's coders usually code is taken only where no words say otherwise.
    """
    by_risk = weighing.scores["risk_adjustment"] >= _WEIGHTS["least_beside"]
    least = _WEIGHTS["least_beside"] if weighing.titled or by_risk else enough
    heavy = {name for name in _TYPES if weighing.scores[name] >= least and name not in weighing.excluded}
    if not weighing.titled and not by_risk:
        heavy |= _listed_beside(weighing, heavy)
    proved = {mark[0] for mark in weighing.marks} & (heavy | weighing.titled)
    taken = tuple(name for name in _TYPES if name in ((proved or heavy) | weighing.titled))
    evidence = tuple(
        Evidence("work_types", value, start, end, rule, where)
        for value, rule, start, end, where in weighing.marks
        if value in taken
    )
    return Found(taken, evidence, (*weighing.asides, *_left(weighing, taken)))


def _listed_beside(weighing: _Weighing, heavy: set[str]) -> set[str]:
    """Return the work types that stand in one list with those that weigh enough: "inpatient, outpatient and pro-fee"."""
    marks = sorted((mark for mark in weighing.marks if mark[4] == "text"), key=lambda mark: mark[2])
    found: set[str] = set()
    for run in (marks, marks[::-1]):
        for one, other in pairwise(run):
            gap = max(other[2] - one[3], one[2] - other[3])
            if one[0] in heavy | found and 0 < gap <= _LIST_GAP:
                found.add(other[0])
    return {value for value in found if value not in weighing.excluded}


def _left(weighing: _Weighing, taken: tuple[str, ...]) -> Iterator[Rejected]:
    for value, _, start, end, where in weighing.marks:
        if value not in taken:
            yield Rejected("work_types", value, start, end, "too little speaks for it", where)
