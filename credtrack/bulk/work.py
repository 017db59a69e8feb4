"""How does one worker tag one part, so that it is done wholly or not at all?"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above
from spacy.language import Language

from crawler.posting import Posting
from credtrack.bulk.plan import Part
from credtrack.bulk.records import records
from credtrack.bulk.table import SCHEMA, Read, to_row
from db.batches import batches
from db.importing import Problem
from nlp.pipeline import build, tag_many
from nlp.shapes import Subject
from nlp.text import to_text
from nlp.version import version

AT_ONCE = 500


@dataclass(slots=True)
class Done:
    """What became of a part's records: tagged, passed over for their titles, rejected."""

    part: int
    postings: int = 0
    screened_out: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list, repr=False)


def tag_part(part: Part, columns: Mapping[str, str], moment: datetime, out: str) -> int:
    """Tag a part's postings into `out` and give its number; what an earlier, broken attempt left is replaced.

    Three files come of it, the last one saying that the part is done: part-00000.parquet, .rejects.jsonl, .json.
    """
    name = Path(out) / f"part-{part.number:05}"
    done = Done(part.number)
    with _whole(name.with_suffix(".parquet")) as path, pq.ParquetWriter(path, SCHEMA) as writer:
        for rows in batches(_postings(part, columns, moment, done), AT_ONCE):
            writer.write_table(pa.Table.from_pylist([to_row(row) for row in _read(rows)], SCHEMA))
    _write(name.with_suffix(".rejects.jsonl"), "".join(json.dumps(asdict(p)) + "\n" for p in done.problems))
    counts = {key: getattr(done, key) for key in ("part", "postings", "screened_out", "rejected")}
    _write(name.with_suffix(".json"), json.dumps(counts) + "\n")
    return part.number


def _postings(part: Part, columns: Mapping[str, str], moment: datetime, done: Done) -> Iterator[Posting]:
    for record in records(part, columns, moment):
        if record is None:
            done.screened_out += 1
        elif isinstance(record, Problem):
            done.rejected += 1
            done.problems.append(record)
        else:
            done.postings += 1
            yield record


def _read(postings: list[Posting]) -> Iterator[Read]:
    prepared = [to_text(posting.body, posting.body_kind) for posting in postings]
    subjects = [_subject(posting, text.text) for posting, text in zip(postings, prepared, strict=True)]
    for posting, text, tags in zip(postings, prepared, tag_many(_nlp(), subjects), strict=True):
        yield Read(posting, text.text, text.cut, tags, version())


@cache
def _nlp() -> Language:
    """Build the tagger once for each process."""
    return build()


def _subject(posting: Posting, text: str) -> Subject:
    pay = posting.pay_field
    return Subject(
        text=text,
        title=posting.title,
        employer=posting.employer,
        employer_kind=posting.employer_kind,
        locations="; ".join(posting.locations),
        remote_field=posting.remote_field,
        employment_field=posting.employment_type,
        board_pay=(pay.low, pay.high, pay.unit) if pay else None,
    )


def _write(path: Path, text: str) -> None:
    with _whole(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
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
