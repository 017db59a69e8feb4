"""Into which parts do the given files fall, so that each can be tagged by itself?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above

Kind = Literal["jsonl", "csv", "parquet", "warc", "nquads"]
KINDS: dict[str, Kind] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".nq": "nquads",
}
PART_BYTES = 8 * 1024 * 1024  # some 3,000 postings: enough to pay for its handling, little to lose
PART_ROWS = 10_000  # of a Parquet file, whose groups may be of any size


class BulkError(ValueError):
    """A bulk run can't begin or go on; the text names the file and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of one file that one worker tags: bytes of lines, or groups of rows; `stop` None is the file's end.

    `first_line` is the number of its first line (or row) in the file, for rejects to be found by.
    """

    number: int
    path: str
    kind: Kind
    packed: bool
    start: int = 0
    stop: int | None = None
    first_line: int = 1


def parts(inputs: Iterable[Path], part_bytes: int = PART_BYTES) -> tuple[Part, ...]:
    """Give the parts of all files in order; a folder stands for the files in it that can be read.

    Raises BulkError where a file is absent or its name's ending is none that is known.
    """
    found = [stretch for path in _files(inputs) for stretch in _stretches(path, part_bytes)]
    return tuple(
        Part(
            number=number,
            path=str(path.resolve()),
            kind=kind_of(path),
            packed=path.suffix.lower() == ".gz",
            start=start,
            stop=stop,
            first_line=line,
        )
        for number, (path, start, stop, line) in enumerate(found)
    )


def kind_of(path: Path) -> Kind:
    """Give what kind of file it is by its name; raises BulkError where that is not known.

    Quads are published as part_1.gz and so on, with no other ending.
    """
    name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    kind = KINDS.get(name.suffix.lower()) or ("nquads" if name != path and not name.suffix else None)
    if kind is None or (kind == "parquet" and name != path):
        known = ", ".join(KINDS)
        raise BulkError(f"{path}: expected a name ending in {known}, all but .parquet also with .gz")
    return kind


def _files(inputs: Iterable[Path]) -> Iterator[Path]:
    for path in inputs:
        if not path.exists():
            raise BulkError(f"{path}: no such file or folder; expected postings or web pages")
        if not path.is_dir():
            yield path
            continue
        inside = sorted(each for each in path.iterdir() if each.is_file() and _is_known(each))
        if not inside:
            raise BulkError(f"{path}: expected files in it that end in {', '.join(KINDS)}")
        yield from inside


def _is_known(path: Path) -> bool:
    try:
        return bool(kind_of(path))
    except BulkError:
        return False


Stretch = tuple[Path, int, int | None, int]


def _stretches(path: Path, part_bytes: int) -> Iterator[Stretch]:
    kind = kind_of(path)
    if kind == "parquet":
        yield from _row_groups(path)
    elif kind in {"jsonl", "csv"} and path.suffix.lower() != ".gz":
        with path.open("rb") as file:
            yield from ((path, *stretch) for stretch in _line_stretches(file, part_bytes, kind == "csv"))
    else:
        yield path, 0, None, 1


def _line_stretches(file: IO[bytes], part_bytes: int, quoted: bool) -> Iterator[tuple[int, int, int]]:
    """Give stretches of whole rows: in CSV, a line break between quotes ends none, and the heading is in no stretch."""
    at = len(heading(file)) if quoted else 0
    file.seek(at)
    start, first, line, is_open = at, 1 + quoted, 1 + quoted, False
    for text in file:
        at += len(text)
        line += 1
        is_open ^= quoted and text.count(b'"') % 2 == 1
        if at - start >= part_bytes and not is_open:
            yield start, at, first
            start, first = at, line
    if at > start:
        yield start, at, first


def heading(file: IO[bytes]) -> bytes:
    """Give the bytes of a CSV file's first row, whatever its quotes hold."""
    file.seek(0)
    taken = file.readline()
    while taken.count(b'"') % 2 == 1 and (more := file.readline()):
        taken += more
    return taken


def _row_groups(path: Path) -> Iterator[Stretch]:
    try:
        about = pq.ParquetFile(path).metadata
    except (pa.ArrowException, OSError) as error:
        raise BulkError(f"{path}: expected a Parquet file ({str(error)[:200]})") from error
    start, row, rows = 0, 1, 0
    for group in range(about.num_row_groups):
        rows += about.row_group(group).num_rows
        if rows >= PART_ROWS or group + 1 == about.num_row_groups:
            yield path, start, group + 1, row
            start, row, rows = group + 1, row + rows, 0
