"""Which postings does a file of somebody else's hold, and which of its lines are wrong?"""

import csv
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from crawler.posting import Posting
from db.errors import ImportFileError

FIELDS = (
    *("id", "title", "employer", "location", "text", "html", "employer_kind", "url", "posted"),
    *("source", "platform", "requisition", "employment_type", "remote_field", "fetched_at"),
)
NEEDED = (("id",), ("title",), ("text", "html"))
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONG_DAY = re.compile(r"([A-Z][a-z]+) (\d{1,2}), (\d{4})")
TEXT = {"encoding": "utf-8-sig", "errors": "replace", "newline": ""}

Line = tuple[int, dict[str, object] | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """One line that could not be taken: where it stands and what was expected of it."""

    file: str
    line: int
    expected: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.expected}"


def read_postings(
    path: str | Path, *, columns: Mapping[str, str] | None = None, fetched_at: datetime | None = None
) -> Iterator[Posting | Problem]:
    """Give each line of a JSON Lines, CSV or Parquet file as a Posting, or as the Problem that it has.

    `columns` names, for a field of ours, the file's own column: {"title": "Job Title"}. An id met before in
    the file is a Problem. Raises ImportFileError where the file is absent, of an unknown form, or lacks
    a column that the mapping names.
    """
    path = Path(path)
    mapping = _checked(dict(columns or {}))
    moment = fetched_at or datetime.now(UTC)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ImportFileError(f"{path}: expected a name ending in one of {', '.join(READERS)}")
    kind: dict[str, Any] = {"mode": "rb"} if reader is parquet_lines else TEXT
    try:
        file = path.open(**kind)
    except OSError as error:
        raise ImportFileError(f"{path}: cannot be read ({error.strerror})") from error
    with file:
        yield from postings_in(path.name, reader(file, path, mapping), mapping, moment)


def postings_in(
    name: str, lines: Iterable[Line], mapping: Mapping[str, str], moment: datetime
) -> Iterator[Posting | Problem]:
    """Give each line of a file of that name as a Posting, or as the Problem that it has."""
    seen: set[str] = set()
    for number, row in lines:
        yield _posting(name, number, row, mapping, moment, seen)


def _checked(columns: dict[str, str]) -> dict[str, str]:
    for field in columns:
        if field not in FIELDS:
            raise ImportFileError(
                f"column mapping: {field!r} is no field; expected one of {', '.join(FIELDS)}"
            )
    return columns


def json_lines(file: TextIO, path: Path, mapping: Mapping[str, str]) -> Iterator[Line]:
    """Give the number of each line and the object in it, None where there is none."""
    met: set[str] = set()
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            yield number, None
            continue
        if isinstance(row, dict) and not met:
            met = set(row)
            _check_columns(path, mapping, met)
        yield number, row if isinstance(row, dict) else None


def csv_lines(file: TextIO, path: Path, mapping: Mapping[str, str]) -> Iterator[Line]:
    """Give the line on which each row ends, and the row by the names of the heading."""
    csv.field_size_limit(2**27)
    reader = csv.DictReader(file)
    _check_heading(path, mapping, reader.fieldnames or ())
    rows = iter(reader)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
            continue
        yield reader.line_num, {key: value for key, value in row.items() if isinstance(key, str)}


def parquet_lines(
    file: BinaryIO, path: Path, mapping: Mapping[str, str], groups: Sequence[int] | None = None
) -> Iterator[Line]:
    """Give the rows, of some groups alone if asked, with days and moments as they are written in text."""
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types; imported late, for it is slow to load
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above

    number = 0
    try:
        table = pq.ParquetFile(file)
        _check_heading(path, mapping, table.schema_arrow.names)
        for batch in table.iter_batches(batch_size=1000, row_groups=groups):
            for row in batch.to_pylist():
                number += 1
                yield number, {key: _written(value) for key, value in row.items()}
    except pa.ArrowException as error:
        raise ImportFileError(f"{path}: expected a Parquet file ({str(error)[:200]})") from error


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


READERS: dict[str, Callable[[Any, Path, Mapping[str, str]], Iterator[Line]]] = {
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".csv": csv_lines,
    ".parquet": parquet_lines,
}


def _check_columns(path: Path, mapping: Mapping[str, str], found: set[str]) -> None:
    for field, column in mapping.items():
        if column not in found:
            raise ImportFileError(f"{path}: no column {column!r} for {field}; the file has {_listed(found)}")


def _check_heading(path: Path, mapping: Mapping[str, str], heading: Sequence[str]) -> None:
    """Refuse a table that has no column for what every posting needs: none of its rows could be taken."""
    found = set(heading)
    if any(sign in column for column in found for sign in "\x00\ufffd"):
        raise ImportFileError(f"{path}: expected text in UTF-8, with the columns' names in the first line")
    _check_columns(path, mapping, found)
    for fields in NEEDED:
        if not any(mapping.get(field, field) in found for field in fields):
            wanted = " or ".join(fields)
            raise ImportFileError(f"{path}: no column for {wanted}; the file has {_listed(found)}")


def _listed(found: set[str]) -> str:
    return ", ".join(sorted(found)) or "none"


def _posting(
    name: str,
    number: int,
    row: dict[str, object] | None,
    mapping: Mapping[str, str],
    moment: datetime,
    seen: set[str],
) -> Posting | Problem:
    if row is None:
        return Problem(name, number, "expected one JSON object, or one row with the columns of the first")
    said = {field: _said(row.get(mapping.get(field, field))) for field in FIELDS}
    wrong = _what_is_wrong(said, seen)
    if wrong:
        return Problem(name, number, wrong)
    seen.add(said["id"] or "")
    return _made(name, said, row.get(mapping.get("location", "location")), moment)


def _said(value: object) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").strip() or None


def _what_is_wrong(said: Mapping[str, str | None], seen: set[str]) -> str | None:
    for field in ("id", "title"):
        if not said[field]:
            return f"expected a text in {field}"
    if not said["text"] and not said["html"]:
        return "expected a text in text or in html"
    if said["id"] in seen:
        return f"id {said['id']!r} stands in the file before; the first is kept"
    return None


def _made(name: str, said: Mapping[str, str | None], location: object, moment: datetime) -> Posting:
    places = location if isinstance(location, list) else [said["location"]]
    stem = Path(name).stem
    own = said["id"] or ""
    return Posting(
        id=own if own.count(":") >= 2 else f"file:{stem}:{own}",
        source=said["source"] or name,
        platform=said["platform"] or "file",
        url=said["url"] or "",
        title=html.unescape(said["title"] or ""),
        employer=" ".join((said["employer"] or "unnamed employer").split()),
        employer_kind=said["employer_kind"],
        locations=tuple(place for place in map(_said, places) if place),
        body=said["html"] or said["text"] or "",
        body_kind="html" if said["html"] else "text",
        posted_on=_first_day(said["posted"]),
        requisition=said["requisition"],
        employment_type=said["employment_type"],
        remote_field=said["remote_field"],
        fetched_at=_moment(said["fetched_at"]) or moment,
    )


def _first_day(written: str | None) -> date | None:
    """Give the first day that a text such as "Friday, October 24, 2025 to Monday, ..." names, if any."""
    if not written:
        return None
    iso, long = ISO_DAY.search(written), LONG_DAY.search(written)
    try:
        if iso:
            return date.fromisoformat(iso.group())
        if long:
            return datetime.strptime(" ".join(long.groups()), "%B %d %Y").date()  # noqa: DTZ007  (a calendar date)
    except ValueError:
        return None
    return None


def _moment(written: str | None) -> datetime | None:
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
