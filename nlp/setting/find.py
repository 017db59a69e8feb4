"""Who hires: which kind of employer is behind a posting?"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from re import Match
from typing import Literal, NamedTuple

from nlp.anchors import AnchorIndex, Places
from nlp.reading import Reading
from nlp.rules import Rule, load, read_table
from nlp.setting.hints import hint
from nlp.setting.selves import selves
from nlp.setting.spans import Part, near, parts_about_employer, said_of_others
from nlp.shapes import Evidence, Rejected

_HERE = Path(__file__).parent
_NAMES = load(_HERE, "names.toml")
_SAID = load(_HERE)
_SELVES = load(_HERE, "selves.toml")
_OF_ITSELF = frozenset(rule.id for rule in _SELVES)
_ANCHORS = AnchorIndex((*_SELVES, *_SAID), go_on=True)
_WEIGHTS = read_table(_HERE / "weights.toml")
_WITH_HOSPITALS = frozenset(("health_system", "acute_hospital", "academic_medical_center"))
_KIND_WEIGHT = 3.0
_VENDORS = frozenset(("billing_company", "software_vendor"))
# What the bare name "... Health" stands for is a system of hospitals and clinics, where the text speaks of patients.
_CARES = re.compile(r"\b(?:hospitals?|inpatients?|facility|clinics?|patients?|bedside|caregivers?)\b")
_BARE_HEALTH = re.compile(r"\bhealth(?:care)?(?: \([^)]*\))?$")
_WEBSITES = re.compile(r"\b(?:digital|web|creative|marketing|design)(?: \w+)? agency\b|\bwordpress\b")


class Found(NamedTuple):
    """The kind of employer ("unknown" where nothing tells), the words that prove it, and what was not taken."""

    employer_setting: str
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class _Hit(NamedTuple):
    """One rule that holds, and where."""

    setting: str
    rule: str
    weight: float
    start: int
    end: int
    where: Literal["text", "employer"]


def find(reading: Reading) -> Found:
    """Return the kind of employer, from its name, from what the posting says of it, and from the registry.

    A name of a clear kind ("... Surgery Center") settles it; otherwise name and text are weighed.
    """
    names = _name_hits(reading.employer_lower.partition(" (")[0] or reading.employer_lower)
    rejected: list[Rejected] = []
    hits = [
        *names,
        *_said_hits(reading, _rules_beside(frozenset((hit.setting, hit.weight) for hit in names)), rejected),
    ]
    scores = _scores(hits, names, reading.subject.employer_kind)
    setting = max(scores, key=lambda name: scores[name], default="unknown")
    if scores.get(setting, 0.0) < _WEIGHTS["least"]:
        setting = "unknown"
        if hinted := hint(reading):
            setting = hinted.setting
            hits.append(_Hit(setting, "hint", 0.0, hinted.start, hinted.end, "text"))
        elif _BARE_HEALTH.search(reading.employer_lower) and _CARES.search(reading.lower):
            setting = "health_system"
    if setting in _VENDORS and not _is_of_health(reading, setting, names):
        setting = "unknown"
    evidence = tuple(_evidence(hit) for hit in hits if hit.setting == setting)
    return Found(setting, evidence, (*rejected, *_outweighed(hits, setting)))


def _is_of_health(reading: Reading, setting: str, names: tuple[_Hit, ...]) -> bool:
    """Say whether a vendor that only its text calls one has to do with health; an agency for websites has not."""
    if any(hit.setting == setting for hit in names):
        return True
    lower = reading.lower
    return not ("agency" in lower or "wordpress" in lower) or _WEBSITES.search(lower) is None


@lru_cache(maxsize=4096)
def _name_hits(name: str) -> tuple[_Hit, ...]:
    """Return the rules that hold of a name; many postings share one, so the last ones are remembered."""
    hits = []
    for rule in _NAMES:
        if match := rule.pattern.search(name):
            weight = float(_WEIGHTS["rules"][rule.id])
            hits.append(_Hit(rule.value, rule.id, weight, match.start(), match.end(), "employer"))
    return tuple(hits)


@lru_cache(maxsize=1024)
def _rules_beside(names: frozenset[tuple[str, float]]) -> frozenset[str]:
    """Return the ids of the rules for the text that could still win over what the name says; none beside a clear one."""
    named = dict(sorted(names, key=lambda pair: pair[1]))
    top = max(named, key=lambda name: named[name], default="")
    least = named.get(top, 0.0)
    if least >= _WEIGHTS["clear_name"]:
        return frozenset()
    rules = (*_SELVES, *_SAID)
    return frozenset(rule.id for rule in rules if _most(rule, top) + named.get(rule.value, 0.0) > least)


def _most(rule: Rule, named: str) -> float:
    """Return the most that a statement can weigh, others of its kind beside it included."""
    lift = _WEIGHTS["lift"].get(rule.id, {})
    added = lift["by"] if lift.get("name") == named else 0.0
    return float(_WEIGHTS["rules"][rule.id] + added + _WEIGHTS["most_further"])


def _said_hits(reading: Reading, rules: frozenset[str], rejected: list[Rejected]) -> Iterator[_Hit]:
    """Yield what the first and the "about us" parts of the text say of the employer, each of some rules once."""
    if not rules:
        return
    seen: set[str] = set()
    for part in parts_about_employer(reading):
        held = [pair for pair in _ANCHORS.held_in(reading.lower, [part.span]) if pair[0].id in rules]
        for rule, match, share in _candidates(reading.lower, held, part, seen):
            if reason := said_of_others(reading, match.start(), match.end(), rule.value):
                rejected.append(Rejected("employer_setting", rule.value, match.start(), match.end(), reason))
                continue
            if share == 1:
                seen.add(rule.id)
            weight = share * float(_WEIGHTS["rules"][rule.id])
            yield _Hit(rule.value, rule.id, weight, match.start(), match.end(), "text")


def _candidates(
    lower: str, held: list[tuple[Rule, Places]], part: Part, seen: set[str]
) -> Iterator[tuple[Rule, Match[str], float]]:
    """Yield each rule with each place where its words stand and the share that counts, until it is seen to hold."""
    of_itself = [pair for pair in held if pair[0].id in _OF_ITSELF]
    for rule, match, runs in selves(of_itself, lower, part) if of_itself else ():
        if rule.id not in seen:
            yield rule, match, _WEIGHTS["runs"] if runs else 1.0
    for rule, places in held:
        if rule.id in _OF_ITSELF:
            continue
        for match in near(rule, lower, part, places):
            if rule.id in seen:
                break
            yield rule, match, 1.0


def _scores(hits: list[_Hit], names: tuple[_Hit, ...], kind: str | None) -> dict[str, float]:
    """Return the weight of each setting: its best name, its best statement, and a little for each further one."""
    named: dict[str, float] = defaultdict(float)
    said: dict[str, list[float]] = defaultdict(list)
    for hit in names:
        named[hit.setting] = max(named[hit.setting], hit.weight)
    first = max(named, key=lambda name: named[name], default="")
    with_hospitals = any(hit.where == "text" and hit.setting in _WITH_HOSPITALS for hit in hits)
    for hit in hits:
        is_holding = with_hospitals and hit.weight < _WEIGHTS["rules"][hit.rule]
        if hit.where == "text" and not is_holding:
            lift = _WEIGHTS["lift"].get(hit.rule, {})
            said[hit.setting].append(hit.weight + (lift["by"] if lift.get("name") == first else 0.0))
    for setting, weights in said.items():
        strongest = max(weights)
        named[setting] += strongest + min(
            _WEIGHTS["most_further"], _WEIGHTS["further"] * (sum(weights) - strongest)
        )
    if kind in _WEIGHTS["kinds"]:
        named[_WEIGHTS["kinds"][kind]] += _KIND_WEIGHT
    return named


def _evidence(hit: _Hit) -> Evidence:
    return Evidence("employer_setting", hit.setting, hit.start, hit.end, hit.rule, hit.where)


def _outweighed(hits: list[_Hit], setting: str) -> Iterator[Rejected]:
    for hit in hits:
        if hit.setting != setting:
            reason = f"outweighed by what speaks for {setting}"
            yield Rejected("employer_setting", hit.setting, hit.start, hit.end, reason, hit.where)
