"""How near do tags come to labels? One score for each field, with its 95 % interval."""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from nlp.shapes import Tags

Z = 1.96
LEAST_CASES = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """What people found in a posting, and what the tagger did; `fields` are those that people labelled."""

    truth: Tags
    found: Tags
    fields: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One field's score and its interval; `n` counts postings, or labelled members for sets and pay's F1."""

    field: str
    measure: Literal["accuracy", "F1"]
    n: int
    value: float
    low: float
    high: float
    macro_f1: float | None = None
    precision: float | None = None
    recall: float | None = None


def credential_levels(tags: Tags) -> frozenset[tuple[str, str]]:
    """Each credential with each level at which it is asked for."""
    return frozenset((code, group.level) for group in tags.requirements for code in group.any_of)


def requirement_groups(tags: Tags) -> frozenset[tuple[str, frozenset[str]]]:
    """The groups by level and credentials, whatever their conditions."""
    return frozenset((group.level, frozenset(group.any_of)) for group in tags.requirements)


def requirement_conditions(tags: Tags) -> frozenset[tuple[str, frozenset[str], float | None, bool]]:
    """The groups with the months in which to obtain them and whether experience may stand in."""
    return frozenset(
        (group.level, frozenset(group.any_of), group.months_to_obtain, group.or_experience)
        for group in tags.requirements
    )


def pay(tags: Tags) -> tuple[float | None, float | None, str] | None:
    """Pay to the cent, with its unit."""
    if tags.pay is None:
        return None
    low, high = (None if bound is None else round(bound, 2) for bound in (tags.pay.low, tags.pay.high))
    return low, high, tags.pay.unit


SINGLE: dict[str, Callable[[Tags], Hashable]] = {
    "job_class": lambda tags: tags.job_class,
    "role": lambda tags: tags.role,
    "employer_setting": lambda tags: tags.employer_setting,
    "remote": lambda tags: tags.remote,
    "experience_years": lambda tags: tags.experience_years,
    "pay": pay,
    "requirement_groups": requirement_groups,
    "states": lambda tags: frozenset(tags.states),
}
SETS: dict[str, Callable[[Tags], AbstractSet[Hashable]]] = {
    "work_types": lambda tags: frozenset(tags.work_types),
    "credential_levels": credential_levels,
    "requirement_conditions": requirement_conditions,
}
READERS: dict[str, Callable[[Tags], object]] = {**SINGLE, **SETS}
ENUMS = frozenset({"job_class", "role", "employer_setting", "remote"})
LABELLED_AS = dict.fromkeys(
    ("requirement_groups", "credential_levels", "requirement_conditions"), "requirements"
)


def scores(pairs: Sequence[Pair]) -> tuple[Score, ...]:
    """Return the scores of every field: a share of postings where a field has one value, F1 where it is a set.

    Pay has both: F1 asks for the exact amounts where pay is stated or found. The macro-F1 is the mean over
    the values with five labelled cases or more. Work types are scored for coder postings alone.
    """
    single = [_single(field, labelled(pairs, field)) for field in SINGLE]
    return (*single, _pay(labelled(pairs, "pay")), *(_set(field, labelled(pairs, field)) for field in SETS))


def labelled(pairs: Iterable[Pair], field: str) -> list[Pair]:
    """Return the pairs in which people labelled the field, and in which it is scored."""
    key = LABELLED_AS.get(field, field)
    return [
        pair
        for pair in pairs
        if key in pair.fields and (field != "work_types" or pair.truth.job_class == "coder")
    ]


def differs(pair: Pair, field: str) -> bool:
    """Whether the tagger's value of a field is another than people's."""
    return READERS[field](pair.truth) != READERS[field](pair.found)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share; everything is possible where nothing was counted.

    Source: Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, Z * Z / total
    center = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    return center - half, center + half


def macro_f1(values: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return the mean F1 over the true values with five cases or more (over all, where none has so many)."""
    cases = Counter(truth for truth, _ in values)
    counted = {value for value, n in cases.items() if n >= LEAST_CASES} or set(cases)
    observed = Counter(found for _, found in values)
    right = Counter(truth for truth, found in values if truth == found)
    each = [2 * right[value] / (cases[value] + observed[value]) for value in counted]
    return sum(each) / len(each) if each else 0.0


def _single(field: str, pairs: Sequence[Pair]) -> Score:
    """Return the share of postings whose value is the labelled one."""
    read = SINGLE[field]
    values = [(read(pair.truth), read(pair.found)) for pair in pairs]
    hits = sum(truth == found for truth, found in values)
    low, high = wilson(hits, len(values))
    return Score(
        field=field,
        measure="accuracy",
        n=len(values),
        value=hits / len(values) if values else 0.0,
        low=low,
        high=high,
        macro_f1=macro_f1(values) if field in ENUMS else None,
    )


def _pay(pairs: Sequence[Pair]) -> Score:
    """Return the F1 of pay: an amount counts where both bounds and the unit are right."""
    values = [(pay(pair.truth), pay(pair.found)) for pair in pairs]
    stated = sum(truth is not None for truth, _ in values)
    found = sum(found is not None for _, found in values)
    return _f1("pay", sum(truth == found is not None for truth, found in values), stated, found)


def _set(field: str, pairs: Sequence[Pair]) -> Score:
    """Return the F1 over the members of a field's sets."""
    read = SETS[field]
    values = [(read(pair.truth), read(pair.found)) for pair in pairs]
    both = sum(len(truth & found) for truth, found in values)
    return _f1(field, both, sum(len(truth) for truth, _ in values), sum(len(found) for _, found in values))


def _f1(field: str, both: int, wanted: int, found: int) -> Score:
    """Return an F1 with its interval.

    F1 is 2 J / (1 + J), where J, the members right over all members wanted or found, is a share: its
    Wilson interval is carried over.
    """
    low, high = (2 * bound / (1 + bound) for bound in wilson(both, wanted + found - both))
    return Score(
        field=field,
        measure="F1",
        n=wanted,
        value=2 * both / (wanted + found) if wanted + found else 1.0,
        low=low,
        high=high,
        precision=both / found if found else 0.0,
        recall=both / wanted if wanted else 0.0,
    )
