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
    "How often each value was found for each true one, over the half of the labeled postings from which no "
    "rule was written. Written by `credtrack evaluate --write`; no text and no ids."
)


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
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for field in SINGLE:
        counts.update(_single(field, pair) for pair in labelled(pairs, field))
    counts.update(_members("work_types", pairs, lambda tags: frozenset(tags.work_types)))
    counts.update(_members("states", pairs, lambda tags: frozenset(tags.states)))
    counts.update(_members("credential_levels", pairs, _leveled))
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


def _presence(is_there: bool) -> str:
    return "present" if is_there else "absent"
