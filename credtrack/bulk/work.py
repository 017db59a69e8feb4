"""How does one worker tag one part, so that it is done wholly or not at all?"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TextIO

import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above
from spacy.language import Language

from crawler.posting import Posting
from credtrack.bulk.plan import Part
from credtrack.bulk.records import records
from credtrack.bulk.table import SCHEMA, Read, to_row
from credtrack.tagging import tagged
from db.batches import batches
from db.importing import Problem
from db.rows import Untagged
from nlp.pipeline import build

AT_ONCE = 500


@dataclass(slots=True)
class Met:
    """What was met beside postings in a part: titles that are no coder's, and records that can't be taken, which go into a file."""

    rejects: TextIO
    screened_out: int = 0
    rejected: int = 0


def tag_part(part: Part, columns: Mapping[str, str], moment: datetime, out: str) -> None:
    """Tag a part's postings into `out`; what an earlier, broken attempt left is replaced.

    Three files come of it, the last one saying that the part is done: part-00000.parquet, .rejects.jsonl, .json.
    """
    name = Path(out) / f"part-{part.number:05}"
    with (
        whole(name.with_suffix(".rejects.jsonl")) as unfinished,
        unfinished.open("w", encoding="utf-8") as file,
    ):
        met, count = Met(file), 0
        with whole(name.with_suffix(".parquet")) as path, pq.ParquetWriter(path, SCHEMA) as writer:
            for postings in batches(_postings(records(part, columns, moment), met), AT_ONCE):
                writer.write_table(pa.Table.from_pylist([to_row(row) for row in _read(postings)], SCHEMA))
                count += len(postings)
    counts = {"postings": count, "screened_out": met.screened_out, "rejected": met.rejected}
    with whole(name.with_suffix(".json")) as unfinished:
        unfinished.write_text(json.dumps(counts) + "\n", encoding="utf-8")


def _postings(found: Iterable[Posting | Problem | None], met: Met) -> Iterator[Posting]:
    for record in found:
        if record is None:
            met.screened_out += 1
        elif isinstance(record, Problem):
            met.rejects.write(json.dumps(asdict(record)) + "\n")
            met.rejected += 1
        else:
            yield record


def _read(postings: list[Posting]) -> Iterator[Read]:
    found = tagged(_nlp(), [_waiting(posting) for posting in postings])
    for posting, one in zip(postings, found, strict=True):
        yield Read(posting, one.text, one.was_cut, one.tags, one.tagger_version)


@cache
def _nlp() -> Language:
    """Build the tagger once for each process."""
    return build()


def _waiting(posting: Posting) -> Untagged:
    """Give a posting as the database would hand it to the tagger."""
    pay = posting.pay_field
    return Untagged(
        id=posting.id,
        content=0,
        title=posting.title,
        employer=posting.employer,
        employer_kind=posting.employer_kind,
        locations="; ".join(posting.locations),
        remote_field=posting.remote_field,
        employment_field=posting.employment_type,
        board_pay=(pay.low, pay.high, pay.unit) if pay else None,
        body=posting.body,
        body_kind=posting.body_kind,
    )


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path to write to; under its own name the file stands only when it is written to the end.

    The unfinished one's name is the process's own, for a worker that was given up may still be writing.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
