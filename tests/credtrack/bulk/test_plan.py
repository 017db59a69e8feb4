"""Do the parts of a file hold each of its records once, with the line on which it stands?"""

import csv
import gzip
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.posting import Posting
from credtrack.bulk import plan
from credtrack.bulk.plan import BulkError, parts
from credtrack.bulk.records import records
from db.importing import Problem

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIELDS = ("id", "title", "text")
Jsonl = Callable[..., Path]


def told(path: Path, part_bytes: int) -> list[object]:
    found = [record for part in parts([path], part_bytes) for record in records(part, {}, NOW)]
    return [(r.id, r.body) if isinstance(r, Posting) else r for r in found]


@given(st.lists(st.text(alphabet='ab",\n\r ', min_size=1), min_size=1, max_size=12), st.integers(1, 90))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_csv_is_parted_between_rows_whatever_its_cells_hold(
    tmp_path: Path, cells: list[str], size: int
) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([FIELDS, *((f"n{n}", "Medical Coder", f"x{cell}") for n, cell in enumerate(cells))])
    path = tmp_path / "feed.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    assert told(path, size) == told(path, 10**9)
    assert len(told(path, size)) == len(cells)


def test_a_bad_line_is_named_by_its_number_in_the_file(jsonl: Jsonl) -> None:
    path = jsonl(5)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:3], "{", *lines[3:]]) + "\n", encoding="utf-8")
    problems = [record for record in told(path, 100) if isinstance(record, Problem)]
    assert [(problem.file, problem.line) for problem in problems] == [("feed.jsonl", 4)]
    assert len(parts([path], 100)) > 2


def test_a_bad_row_of_csv_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text('id,title,text\n1,Coder,"a\nb"\n2,,c\n3,Coder,d\n', encoding="utf-8")
    for size in (5, 10**6):
        assert [r.line for r in told(path, size) if isinstance(r, Problem)] == [4]


def test_parquet_is_parted_by_groups_of_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "feed.parquet"
    rows = [{"id": f"n{n}", "title": "Coder", "text": "words"} for n in range(10)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=3)
    monkeypatch.setattr(plan, "PART_ROWS", 5)
    assert [(part.start, part.stop, part.first_line) for part in parts([path])] == [(0, 2, 1), (2, 4, 7)]
    assert [record[0] for record in told(path, 1)] == [f"file:feed:n{n}" for n in range(10)]


def test_a_packed_file_is_one_part(jsonl: Jsonl, tmp_path: Path) -> None:
    packed = tmp_path / "feed.jsonl.gz"
    packed.write_bytes(gzip.compress(jsonl(3).read_bytes()))
    assert len(parts([packed], 10)) == 1
    assert len(told(packed, 10)) == 3


def test_a_folder_stands_for_the_files_in_it_that_are_known(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.csv", "part_1.gz", "notes.txt"):
        (tmp_path / name).write_text(json.dumps({"id": "1"}) + "\nx\n", encoding="utf-8")
    assert [Path(part.path).name for part in parts([tmp_path])] == ["a.csv", "b.jsonl", "part_1.gz"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gone.jsonl", "no such file"),
        ("notes.txt", "expected a name ending in"),
        ("bad.parquet", "Parquet file"),
    ],
)
def test_an_input_that_cannot_be_read_is_told_before_anything_is_done(
    tmp_path: Path, name: str, said: str
) -> None:
    path = tmp_path / name
    if not name.startswith("gone"):
        path.write_text("words", encoding="utf-8")
    with pytest.raises(BulkError, match=said):
        parts([path])
