"""How good is the tagger on labelled postings, in each half and field?"""

import json
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.jsonl import RowError, subject_from_row, to_row
from nlp.pipeline import build, tag_many
from nlp.scores import NAMED, SETS, SINGLE, FieldScore, Row, scores
from nlp.split import Half, halves
from nlp.version import version

ACCURACY = Path(__file__).with_name("accuracy.json")


class GoldError(ValueError):
    """Raised where labelled postings cannot be read; the text names file, line and what was expected."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of both halves, of all postings, and the audit half's counts of right and wrong per field."""

    tune: tuple[FieldScore, ...]
    audit: tuple[FieldScore, ...]
    all: tuple[FieldScore, ...]
    postings: dict[Half, int]
    counts: dict[str, dict[str, dict[str, int]]]


def read_rows(file: Path) -> dict[str, dict[str, Any]]:
    """Return the lines of a JSON Lines file by their id.

    Raises GoldError where the file is missing, or a line is no object with an id.
    """
    if not file.is_file():
        raise GoldError(f"{file}: no such file")
    rows: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{file.name}: line {number}: not JSON: {error.msg}") from error
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise GoldError(f"{file.name}: line {number}: expected an object with an id")
        rows[row["id"]] = row
    return rows


def tagged(rows: Mapping[str, Row], processes: int = 1) -> Iterator[dict[str, Any]]:
    """Yield a line of tags for each posting; raises GoldError for one that cannot be tagged."""
    subjects = []
    for key, row in rows.items():
        try:
            subjects.append(subject_from_row(row)[0])
        except RowError as error:
            raise GoldError(f"posting {key}: {error}") from error
    for key, subject, tags in zip(rows, subjects, tag_many(build(), subjects, processes), strict=True):
        yield to_row(tags, key, subject)


def evaluate(folder: Path, processes: int = 1) -> Evaluation:
    """Tag the `postings.jsonl` of a folder and score it against its `labels.jsonl`.

    Raises GoldError where one of the two is missing or broken, or a label has no posting.
    """
    postings, gold = read_rows(folder / "postings.jsonl"), read_rows(folder / "labels.jsonl")
    if missing := set(gold) - set(postings):
        raise GoldError(f"labels.jsonl: {min(missing)} has no posting")
    predicted = {row["id"]: row for row in tagged({key: postings[key] for key in gold}, processes)}
    half = halves(gold)
    parts: dict[Half, dict[str, Row]] = {
        "tune": {key: row for key, row in gold.items() if half[key] == "tune"},
        "audit": {key: row for key, row in gold.items() if half[key] == "audit"},
    }
    return Evaluation(
        tune=scores(parts["tune"], predicted),
        audit=scores(parts["audit"], predicted),
        all=scores(gold, predicted),
        postings={name: len(rows) for name, rows in parts.items()},
        counts=confusion(parts["audit"], predicted),
    )


def confusion(gold: Mapping[str, Row], predicted: Mapping[str, Row]) -> dict[str, dict[str, dict[str, int]]]:
    """Return how often each gold value was taken for which, without a text or an id.

    Fields of named values: gold value to predicted value to count. Other single fields: "stated" or
    "silent" in the gold label, each with "right", "wrong", "missed" and "invented". Sets: each member with "both",
    "missed" and "invented".
    """
    counts: dict[str, dict[str, Counter[str]]] = {field: {} for field in (*SINGLE, *SETS)}
    for key, want in gold.items():
        got = predicted.get(key, {})
        for field, read in SINGLE.items():
            value, other = _words(read(want), read(got), named=field in NAMED)
            counts[field].setdefault(value, Counter())[other] += 1
        for field, members in SETS.items():
            for member, outcome in _outcomes(members(want), members(got)):
                counts[field].setdefault(_member(member), Counter())[outcome] += 1
    return {
        field: {value: dict(sorted(tally.items())) for value, tally in sorted(table.items())}
        for field, table in counts.items()
    }


def _words(want: Hashable, got: Hashable, *, named: bool) -> tuple[str, str]:
    if named:
        return str(want), str(got)
    stated = "stated" if want else "silent"
    if want == got:
        return stated, "right"
    return stated, "wrong" if want and got else "missed" if want else "invented"


def _outcomes(want: set[Hashable], got: set[Hashable]) -> Iterator[tuple[Hashable, str]]:
    yield from ((member, "both") for member in want & got)
    yield from ((member, "missed") for member in want - got)
    yield from ((member, "invented") for member in got - want)


def _member(member: Hashable) -> str:
    """Return a set's member in words: "CPC required"; of a group with conditions its level alone."""
    if isinstance(member, tuple):
        return str(member[0]) if isinstance(member[1], frozenset) else " ".join(map(str, member))
    return str(member)


def write_accuracy(evaluation: Evaluation, file: Path = ACCURACY) -> None:
    """Write the audit half's counts, with the tagger's version and the number of postings, as sorted JSON."""
    content = {"tagger": version(), "postings": evaluation.postings["audit"], "fields": evaluation.counts}
    file.write_text(json.dumps(content, indent=1, sort_keys=True, ensure_ascii=True) + "\n", encoding="utf-8")


def read_accuracy(file: Path = ACCURACY) -> dict[str, Any]:
    """Return what `write_accuracy` wrote last; raises GoldError where it never was."""
    if not file.is_file():
        raise GoldError(f"{file.name}: not written yet; `credtrack evaluate` writes it")
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content
