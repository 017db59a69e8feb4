"""How is a file of postings tagged, line by line, with bad lines named and good ones kept?"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from credtrack.mistakes import UserError
from credtrack.terminal import Advance
from nlp.jsonl import RowError, subject_from_row, to_row
from nlp.pipeline import build, tag_many
from nlp.shapes import Subject


@dataclass(frozen=True, slots=True)
class Line:
    """One posting of the file; `is_made` says that its text was made from HTML."""

    posting: str
    subject: Subject
    is_made: bool


def tag_file(source: Path, target: Path, problems: list[str], advance: Advance, *, processes: int = 1) -> int:
    """Write a line of tags for each posting of `source`; how many. Lines that can't be read join `problems`.

    `target` appears whole at the end or not at all. Raises UserError where `source` can't be read or `target` written.
    """
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    count = 0
    try:
        out = partial.open("w", encoding="utf-8")
    except OSError as error:
        raise UserError(f"{target}: can't be written ({error.strerror})") from error
    try:
        with out:
            for count, row in enumerate(rows(source, problems, processes), 1):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                advance(count)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return count


def rows(source: Path, problems: list[str], processes: int = 1) -> Iterator[dict[str, object]]:
    """The tags of each posting of a JSON Lines file, in the labelling guideline's form."""
    waiting: list[Line] = []

    def subjects() -> Iterator[Subject]:
        for line in lines(source, problems):
            waiting.append(line)
            yield line.subject

    for tags in tag_many(build(), subjects(), processes=processes):
        line = waiting.pop(0)
        yield to_row(tags, line.posting, line.subject, made_text=line.is_made)


def lines(source: Path, problems: list[str]) -> Iterator[Line]:
    """The postings of a JSON Lines file; a line that holds none joins `problems`."""
    try:
        file = source.open(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise UserError(f"{source}: can't be read ({error.strerror})") from error
    with file:
        for number, text in enumerate(file, 1):
            if not text.strip():
                continue
            try:
                yield line_of(text)
            except (json.JSONDecodeError, RecursionError):
                problems.append(f"{source}, line {number}: expected one JSON object")
            except RowError as error:
                problems.append(f"{source}, line {number}: {error}")


def line_of(text: str) -> Line:
    """The posting that a line holds; raises JSONDecodeError or RowError."""
    row = json.loads(text)
    if not isinstance(row, dict):
        raise RowError(f"expected one JSON object, found {type(row).__name__}")
    subject, _ = subject_from_row(row)
    return Line(row["id"], subject, row.get("text") is None)
