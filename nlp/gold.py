"""What did people find in these postings? Reads labels and the postings that they belong to."""

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from nlp.jsonl import RowError, subject_from_row
from nlp.shapes import Pay, RequirementGroup, Subject, Tags

# The set that is split into tune and audit, known by its ids (the SHA-256 of them in order, a line each).
SPLIT_SET = "95c3d1562b9d5aefeecacf07d788fe0c24b5981b4c256e48d8b7fa4b8e57aa63"
LABELS = "labels.jsonl"
POSTINGS = "postings.jsonl"
FIELDS = (
    "job_class",
    "role",
    "employer_setting",
    "work_types",
    "requirements",
    "remote",
    "states",
    "pay",
    "experience_years",
)


class GoldError(ValueError):
    """Raised where labels or their postings can't be used; the text names the file, the line and what was expected."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One posting with its labels in the shape of tags; `fields` are those that were labelled at all."""

    posting: str
    subject: Subject
    truth: Tags
    fields: frozenset[str]


def read_gold(gold: Path, postings: Path | None = None) -> tuple[Labelled, ...]:
    """Return the labelled postings of a folder or a labels file, in the order of the labels.

    A folder holds labels.jsonl and postings.jsonl. A labels file has its postings in `postings`, else in
    its own lines, else in the postings.jsonl beside it; postings without labels are passed over. Raises
    GoldError for a missing file, a broken line, an id that occurs twice or has no posting, or no label.
    """
    labels = gold / LABELS if gold.is_dir() else gold
    rows = dict(_by_id(labels))
    if not rows:
        raise GoldError(f"{labels}: expected one label a line, found none")
    if postings is None and all("title" in row for _, row in rows.values()):
        postings = labels
    postings = postings or labels.parent / POSTINGS
    subjects = _subjects(postings, rows.keys())
    if absent := [one for one in rows if one not in subjects]:
        raise GoldError(
            f"{labels}: {_named(absent)} have no posting in {postings}; expected one of the same id for each label"
        )
    return tuple(
        Labelled(posting, subjects[posting], *_truth(labels, number, row))
        for posting, (number, row) in rows.items()
    )


def is_split_set(ids: Iterable[str]) -> bool:
    """Whether these are the postings that are split into tune and audit."""
    return sha256("\n".join(sorted(ids)).encode()).hexdigest() == SPLIT_SET


def _named(ids: list[str]) -> str:
    shown = ", ".join(ids[:3])
    return shown if len(ids) <= 3 else f"{shown} and {len(ids) - 3} more"


def _by_id(path: Path) -> Iterator[tuple[str, tuple[int, dict[str, Any]]]]:
    """Yield each line's id with its number and row."""
    seen: dict[str, int] = {}
    for number, row in _rows(path):
        posting = row.get("id")
        if not isinstance(posting, str):
            raise GoldError(f"{path}, line {number}: id: expected a string")
        if posting in seen:
            raise GoldError(f"{path}, line {number}: {posting} stands on line {seen[posting]} already")
        seen[posting] = number
        yield posting, (number, row)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of a JSON Lines file with their line numbers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: expected UTF-8, found another encoding") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _row(path, number, line)


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise GoldError(f"{path}, line {number}: expected one JSON object") from error
    if not isinstance(row, dict):
        raise GoldError(f"{path}, line {number}: expected one JSON object, found {type(row).__name__}")
    return row


def _subjects(path: Path, wanted: Container[str]) -> dict[str, Subject]:
    """Return the postings that are labelled."""
    found: dict[str, Subject] = {}
    for posting, (number, row) in _by_id(path):
        if posting in wanted:
            try:
                found[posting] = subject_from_row(row)[0]
            except RowError as error:
                raise GoldError(f"{path}, line {number}: {error}") from error
    return found


def _truth(path: Path, number: int, row: dict[str, Any]) -> tuple[Tags, frozenset[str]]:
    """Return a line's labels and which fields they cover."""
    fields = frozenset(FIELDS) & row.keys()
    if not fields:
        raise GoldError(f"{path}, line {number}: expected labels such as {', '.join(FIELDS[:3])}")
    try:
        return labels_of_row(row), fields
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GoldError(
            f"{path}, line {number}: expected labels in the guideline's form ({error!r})"
        ) from error


def labels_of_row(row: dict[str, Any]) -> Tags:
    """Return a line's labels in the shape of tags; raises KeyError, TypeError or ValueError for another form."""
    years = row.get("experience_years")
    return Tags(
        job_class=row.get("job_class", "coder"),
        role=row.get("role", ""),
        employer_setting=row.get("employer_setting", ""),
        work_types=tuple(row.get("work_types") or ()),
        requirements=tuple(_group(group) for group in row.get("requirements") or ()),
        remote=row.get("remote", "unstated"),
        states=tuple(row.get("states") or ()),
        pay=_pay(row.get("pay")),
        experience_years=None if years is None else float(years),
    )


def _group(group: dict[str, Any]) -> RequirementGroup:
    return RequirementGroup(
        level=group["level"],
        any_of=tuple(group["any_of"]),
        months_to_obtain=group.get("months_to_obtain"),
        or_experience=bool(group.get("or_experience")),
    )


def _pay(pay: dict[str, Any] | None) -> Pay | None:
    if not pay:
        return None
    low, high = (None if pay.get(key) is None else float(pay[key]) for key in ("min", "max"))
    return Pay(low, high, pay["unit"])
