"""Do files of other people come in whole, with a clear line for each bad one?"""

import csv
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.posting import Posting
from db.errors import ImportFileError
from db.importing import Problem, read_postings

GOOD = {"id": "1", "title": "Coder", "text": "CPC required."}


def written(folder: Path, text: str, name: str = "in.jsonl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    return [str(item) for item in read_postings(path) if isinstance(item, Problem)]


def test_good_lines_are_kept_beside_bad_ones(tmp_path: Path) -> None:
    lines = [json.dumps(GOOD), "{broken", json.dumps(GOOD | {"id": "2"}), "[1]"]
    items = list(read_postings(written(tmp_path, "\n".join(lines))))
    assert [isinstance(item, Posting) for item in items] == [True, False, True, False]
    assert str(items[1]).startswith("in.jsonl, line 2: expected one JSON object")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": None}, "expected a text in title"),
        ({"id": ""}, "expected a text in id"),
        ({"text": "  "}, "expected a text in text or in html"),
        ({"title": ["Coder"]}, "expected a text in title"),
    ],
)
def test_a_missing_field_is_named(tmp_path: Path, change: dict[str, object], expected: str) -> None:
    assert problems(written(tmp_path, json.dumps(GOOD | change))) == [f"in.jsonl, line 1: {expected}"]


def test_an_id_met_before_is_a_problem_and_the_first_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path, f"{json.dumps(GOOD)}\n{json.dumps(GOOD)}")
    assert problems(path) == ["in.jsonl, line 2: id '1' stands in the file before; the first is kept"]


def test_csv_columns_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "Job Title", "html"])
        rows.writerow(["1", "Coder, Senior", "<p>CCS\npreferred</p>"])
    (posting,) = read_postings(path, columns={"title": "Job Title"})
    assert isinstance(posting, Posting)
    assert (posting.title, posting.body_kind, posting.id) == ("Coder, Senior", "html", "file:in:1")


def test_an_unknown_column_is_one_clear_error(tmp_path: Path) -> None:
    path = written(tmp_path, "id,title,text\n1,Coder,CPC\n", "in.csv")
    with pytest.raises(
        ImportFileError, match="no column 'Job Title' for title; the file has id, text, title"
    ):
        list(read_postings(path, columns={"title": "Job Title"}))
    with pytest.raises(ImportFileError, match="'heading' is no field"):
        list(read_postings(path, columns={"heading": "title"}))


def test_an_absent_file_and_an_unknown_form_are_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="cannot be read"):
        list(read_postings(tmp_path / "absent.jsonl"))
    with pytest.raises(ImportFileError, match="expected a name ending in"):
        list(read_postings(written(tmp_path, "", "in.docx")))


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ("Friday, May 1, 2026 to Monday, May 4, 2026", date(2026, 5, 1)),
        ("2026-05-01T08:00:00Z", date(2026, 5, 1)),
        ("last week", None),
        ("Foo 99, 2026", None),
    ],
)
def test_the_day_of_posting_is_read_where_it_is_one(tmp_path: Path, posted: str, day: date | None) -> None:
    (posting,) = read_postings(written(tmp_path, json.dumps(GOOD | {"posted": posted})))
    assert isinstance(posting, Posting)
    assert posting.posted_on == day


@given(
    st.lists(st.one_of(st.text(), st.recursive(st.none() | st.text(), lambda x: st.lists(x)).map(json.dumps)))
)
def test_no_line_of_any_kind_stops_the_rest(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines)
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(f"{text}\n{json.dumps(GOOD)}\n".encode("utf-8", "surrogatepass"))
    assert isinstance(list(read_postings(path))[-1], Posting)


@pytest.mark.parametrize(("file", "count"), [("gold/dev/postings.jsonl", 152), ("real/postings.jsonl", 428)])
def test_shared_postings_come_in_as_they_stand(shared: Path, file: str, count: int) -> None:
    items = list(read_postings(shared / file))
    assert [item for item in items if isinstance(item, Problem)] == []
    assert len({item.id for item in items if isinstance(item, Posting)}) == count


def test_parquet_rows_are_mapped_like_those_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "from-elsewhere.parquet"
    columns = {
        "Number": [7, None],
        "Name": ["Coder", "B"],
        "Words": ["Codes.", "c"],
        "posted": [date(2026, 5, 1), None],
    }
    pq.write_table(pa.table(columns), path)
    mapping = {"id": "Number", "title": "Name", "text": "Words"}
    first, second = read_postings(path, columns=mapping)
    assert isinstance(first, Posting)
    assert (first.title, first.body, first.posted_on) == ("Coder", "Codes.", date(2026, 5, 1))
    assert str(second) == "from-elsewhere.parquet, line 2: expected a text in id"


def test_a_parquet_file_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(ImportFileError, match=r"a\.parquet: expected a Parquet file"):
        list(read_postings(path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Job Title,Body\nCoder,CPC\n", "no column for id; the file has Body, Job Title"),
        ("id;title;text\n1;Coder;CPC\n", "no column for id; the file has id;title;text"),
        ("id,title\n1,Coder\n", "no column for text or html; the file has id, title"),
        ("", "no column for id; the file has none"),
        ("id,title,te\x00xt\n", "expected text in UTF-8"),
    ],
)
def test_a_table_without_what_every_posting_needs_is_one_clear_error(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(ImportFileError, match=told):
        list(read_postings(written(tmp_path, text, "in.csv")))
