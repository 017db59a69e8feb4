"""How near do predicted tags come to gold labels? The labelling guideline's own definitions."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

Row = Mapping[str, Any]
Measure = Literal["accuracy", "f1"]
_Z = 1.96
_LEAST_CASES = 5
NAMED = ("job_class", "role", "employer_setting", "remote")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """One field's score over `n` postings, or over `n` gold values where it is an F1 of sets.

    `low` and `high` bound the accuracy, or the recall of a set, by Wilson's interval at 95 percent. `macro_f1` is the mean
    F1 over the labels with five cases or more, of a field with named labels. Pay has accuracy and F1.
    """

    field: str
    n: int
    accuracy: float | None = None
    f1: float | None = None
    precision: float | None = None
    recall: float | None = None
    macro_f1: float | None = None
    low: float
    high: float


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the bounds of a share by Wilson's interval at 95 percent; (0, 1) where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, _Z * _Z / total
    centre = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / total + spread / (4 * total))
    return centre - half, centre + half


def credential_levels(row: Row) -> set[Hashable]:
    """Return each credential with its level."""
    return {(code, group["level"]) for group in row.get("requirements") or [] for code in group["any_of"]}


def requirement_groups(row: Row) -> frozenset[Hashable]:
    """Return the groups without their conditions."""
    return frozenset((group["level"], frozenset(group["any_of"])) for group in row.get("requirements") or [])


def requirement_conditions(row: Row) -> set[Hashable]:
    """Return the groups with their conditions."""
    return {
        (
            group["level"],
            frozenset(group["any_of"]),
            group.get("months_to_obtain"),
            bool(group.get("or_experience")),
        )
        for group in row.get("requirements") or []
    }


def work_types(row: Row) -> set[Hashable]:
    """Return what is coded."""
    return set(row.get("work_types") or [])


def pay(row: Row) -> Hashable:
    """Return both bounds, to the cent, and the unit; None where no pay is stated."""
    found = row.get("pay")
    return None if not found else (_cents(found.get("min")), _cents(found.get("max")), found.get("unit"))


def _cents(value: float | None) -> float | None:
    return None if value is None else round(float(value), 2)


def years(row: Row) -> Hashable:
    """Return the least years of experience."""
    value = row.get("experience_years")
    return None if value is None else float(value)


def _named(field: str) -> Callable[[Row], Hashable]:
    return lambda row: row.get(field)


SINGLE: dict[str, Callable[[Row], Hashable]] = {
    **{field: _named(field) for field in NAMED},
    "experience_years": years,
    "pay": pay,
    "requirement_groups": requirement_groups,
    "states": lambda row: frozenset(row.get("states") or []),
}
SETS: dict[str, Callable[[Row], set[Hashable]]] = {
    "work_types": work_types,
    "credential_levels": credential_levels,
    "requirement_conditions": requirement_conditions,
}


def scores(gold: Mapping[str, Row], predicted: Mapping[str, Row]) -> tuple[FieldScore, ...]:
    """Return every field's score; a posting that the prediction lacks counts as wrong.

    A field is scored over the gold rows that label it; work types over postings for coders alone.
    """
    singles = (_single(field, read, gold, predicted) for field, read in SINGLE.items())
    sets = (_set(field, read, gold, predicted) for field, read in SETS.items())
    return (*singles, *sets)


def _single(
    field: str, read: Callable[[Row], Hashable], gold: Mapping[str, Row], predicted: Mapping[str, Row]
) -> FieldScore:
    labelled = "requirements" if field == "requirement_groups" else field
    lacking: Hashable = object()
    pairs = [
        (read(row), read(predicted[key]) if key in predicted else lacking)
        for key, row in gold.items()
        if labelled in row
    ]
    hits = sum(want == got for want, got in pairs)
    low, high = wilson(hits, len(pairs))
    return FieldScore(
        field=field,
        n=len(pairs),
        accuracy=hits / len(pairs) if pairs else 0.0,
        f1=_f1_where_stated([pair for pair in pairs if pair[1] is not lacking]) if field == "pay" else None,
        macro_f1=macro_f1(pairs) if field in NAMED else None,
        low=low,
        high=high,
    )


def _f1_where_stated(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return the F1 of a value that may be absent: exact ones, over all stated and all given."""
    stated = sum(want is not None for want, _ in pairs)
    given = sum(got is not None for _, got in pairs)
    exact = sum(want == got for want, got in pairs if want is not None)
    return 2 * exact / (stated + given) if stated or given else 1.0


def macro_f1(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return the mean F1 over the labels with five gold cases or more; over all where none has so many."""
    wanted, said = Counter(want for want, _ in pairs), Counter(got for _, got in pairs)
    both = Counter(want for want, got in pairs if want == got)
    labels = [label for label, count in wanted.items() if count >= _LEAST_CASES] or list(wanted)
    return sum(2 * both[one] / (wanted[one] + said[one]) for one in labels) / len(labels) if labels else 0.0


def _set(
    field: str, read: Callable[[Row], set[Hashable]], gold: Mapping[str, Row], predicted: Mapping[str, Row]
) -> FieldScore:
    both = want = got = 0
    for key, row in gold.items():
        if field == "work_types" and row.get("job_class", "coder") != "coder":
            continue
        wanted, given = read(row), read(predicted.get(key, {}))
        both, want, got = both + len(wanted & given), want + len(wanted), got + len(given)
    low, high = wilson(both, want)
    return FieldScore(
        field=field,
        n=want,
        f1=2 * both / (want + got) if want + got else 1.0,
        precision=both / got if got else 0.0,
        recall=both / want if want else 0.0,
        low=low,
        high=high,
    )
