"""How often is each value taken for another? Counts that carry the tagger's error into a figure."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from nlp.scoring import (
    ENUMS,
    SINGLE,
    Pair,
    credential_levels,
    differs,
    labelled,
)
from nlp.shapes import Tags

ACCURACY = Path(__file__).with_name("accuracy.json")
ABOUT = (
    "How often each value was found for each true one, over labeled postings from which no rule was written. "
    "Written by scripts/write_accuracy.py or credtrack evaluate --write; no text and no ids."
)

# Scored fields and the fields of the evidence that proves them.
PROVED = {field: field for field in (*sorted(ENUMS), "work_types", "states", "pay", "experience_years")}
PROVED["credential_levels"] = "requirements"


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """How often `observed` was found where `truth` is right."""

    field: str
    truth: str
    observed: str
    n: int


def confusion(pairs: Sequence[Pair]) -> tuple[Count, ...]:
    """Return the counts of true against observed values of every field.

    Sets are counted member by member as present or absent ("work_types:inpatient",
    "credential_levels:CPC:required"); fields of free values as stated (the same or another) or unstated.
    "credentials:CPC" is absent, preferred or required, and "rule:pay:pay.range" counts what a rule proved,
    as right or wrong.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for field in SINGLE:
        counts.update(_single(field, pair) for pair in labelled(pairs, field))
    counts.update(_members("work_types", pairs, lambda tags: frozenset(tags.work_types)))
    counts.update(_members("states", pairs, lambda tags: frozenset(tags.states)))
    counts.update(_members("credential_levels", pairs, _leveled))
    counts.update(_standings(labelled(pairs, "credential_levels")))
    for field in PROVED:
        counts.update(_proved(field, labelled(pairs, field)))
    return tuple(sorted(Count(*key, n) for key, n in counts.items()))


def write_accuracy(pairs: Sequence[Pair], path: Path = ACCURACY) -> None:
    """Write the counts as JSON, in the order of their names."""
    rows = [asdict(count) for count in confusion(pairs)]
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    body = f'{{\n "about": {json.dumps(ABOUT)},\n "postings": {len(pairs)},\n "rows": [\n{lines}\n ]\n}}\n'
    path.write_text(body, encoding="utf-8")


def _leveled(tags: Tags) -> frozenset[str]:
    return frozenset(map(":".join, credential_levels(tags)))


def _single(field: str, pair: Pair) -> tuple[str, str, str]:
    """Return the true and the observed value of a field that has one."""
    truth, found = SINGLE[field](pair.truth), SINGLE[field](pair.found)
    if field in ENUMS:
        return field, str(truth), str(found)
    if not differs(pair, field):
        found_as = "same" if truth else "unstated"
    else:
        found_as = "another" if found else "unstated"
    return field, "stated" if truth else "unstated", found_as


def _members(
    field: str, pairs: Sequence[Pair], read: Callable[[Tags], frozenset[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield for each member that occurs and each posting whether it is true and whether it was found."""
    sets = [(read(pair.truth), read(pair.found)) for pair in labelled(pairs, field)]
    for member in frozenset().union(*(truth | found for truth, found in sets)):
        for truth, found in sets:
            yield f"{field}:{member}", _presence(member in truth), _presence(member in found)


def _standings(pairs: Sequence[Pair]) -> Iterator[tuple[str, str, str]]:
    """Yield for each credential that occurs, and each posting, how it is asked for and how it was found to be."""
    sets = [(credential_levels(pair.truth), credential_levels(pair.found)) for pair in pairs]
    for code in {code for both in sets for found in both for code, _ in found}:
        for truth, found in sets:
            yield f"credentials:{code}", _standing(code, truth), _standing(code, found)


def _standing(code: str, levels: frozenset[tuple[str, str]]) -> str:
    if (code, "required") in levels:
        return "required"
    return "preferred" if (code, "preferred") in levels else "absent"


def _proved(field: str, pairs: Sequence[Pair]) -> Iterator[tuple[str, str, str]]:
    """Yield for each rule that proved a value of the field in a posting whether the value is true."""
    for pair in pairs:
        proofs = {(each.rule, each.value) for each in pair.found.evidence if each.field == PROVED[field]}
        for rule, value in sorted(proofs):
            yield (
                f"rule:{PROVED[field]}:{rule}",
                "right" if _is_true(field, value, pair) else "wrong",
                "found",
            )


def _is_true(field: str, value: str, pair: Pair) -> bool:
    """Whether a proved value is among people's; pay and years are right where the tag as a whole is."""
    if field in ENUMS:
        return value == SINGLE[field](pair.truth)
    if field == "work_types":
        return value in pair.truth.work_types
    if field == "states":
        return value in pair.truth.states
    if field == "credential_levels":
        return value in {" ".join(each) for each in credential_levels(pair.truth)}
    return not differs(pair, field)


def _presence(is_there: bool) -> str:
    return "present" if is_there else "absent"
