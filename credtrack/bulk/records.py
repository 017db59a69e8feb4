"""Which postings does one part of a file hold, and which of its records are wrong?"""

import gzip
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from crawler.posting import Posting
from credtrack.bulk.pages import graph_pages, warc_pages
from credtrack.bulk.plan import Part, heading
from db.importing import Line, Problem, csv_lines, json_lines, parquet_lines, postings_in


def records(part: Part, columns: Mapping[str, str], moment: datetime) -> Iterator[Posting | Problem | None]:
    """Give each record of a part as a Posting, as the Problem that it has, or as None where its title is no coder's.

    `moment` (UTC) is when postings count as fetched that don't say so themselves.
    """
    if part.kind == "warc":
        yield from warc_pages(part, moment)
    elif part.kind == "nquads":
        yield from graph_pages(part, moment)
    else:
        yield from _rows(part, columns, moment)


def _rows(part: Part, columns: Mapping[str, str], moment: datetime) -> Iterator[Posting | Problem]:
    path = Path(part.path)
    with _text(part, path) if part.kind != "parquet" else path.open("rb") as file:
        lines: Iterator[Line]
        if isinstance(file, io.TextIOWrapper):
            lines = (json_lines if part.kind == "jsonl" else csv_lines)(file, path, columns)
        else:
            lines = parquet_lines(file, path, columns, range(part.start, part.stop or 0))
        before = part.first_line - 1 - (part.kind == "csv" and not part.packed)
        yield from postings_in(path.name, ((n + before, row) for n, row in lines), columns, moment)


def _text(part: Part, path: Path) -> io.TextIOWrapper:
    """Open the part's lines; those of a CSV file come after its heading."""
    if part.packed:
        return _decoded(gzip.open(path, "rb"))
    with path.open("rb") as file:
        before = heading(file) if part.kind == "csv" else b""
        file.seek(part.start)
        return _decoded(io.BytesIO(before + file.read((part.stop or 0) - part.start)))


def _decoded(file: gzip.GzipFile | io.BytesIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
