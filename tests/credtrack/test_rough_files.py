"""Do files that set every trap come in with all their good postings, none twice, and each bad line named?"""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credtrack.cli import credtrack
from credtrack.mistakes import told
from db.connect import connect

GOOD = {"title": "Clinic Coder", "employer": "Oak Clinic", "text": "Codes visits. CPC required."}
LONG = "Codes visits. " * 700_000  # ten megabytes


def good(number: int, **more: str) -> dict[str, str]:
    return {"id": str(number), **GOOD, **more}


def lines(folder: Path) -> Path:
    """Good lines among broken ones: cut, doubled, of another kind, without a title, with a mark at the beginning."""
    rows = [
        good(1),
        good(2, text="Stray \x00 and \u202e signs. CPC."),
        good(3, text=LONG),
        good(4, posted="last week"),
    ]
    bad = [
        '{"id": "5", "title": ',
        json.dumps(good(1)),
        "[1, 2]",
        json.dumps({"id": "6", "text": "x"}),
        "[" * 3000,
    ]
    path = folder / "in.jsonl"
    path.write_text(
        "\ufeff" + "\n".join([*map(json.dumps, rows[:2]), *bad, "", *map(json.dumps, rows[2:])]), "utf-8"
    )
    return path


def table(folder: Path) -> Path:
    """Good rows among bad ones: quotes that hold lines, too few cells, too many, an id that stands twice."""
    path = folder / "in.csv"
    rows = [
        "id,title,employer,text,extra",
        '1,"Coder, Senior",Oak,"Two\nlines. CCS required.",x',
        "2,Coder,Oak,Codes.,x,one,too,many",
        "3,Coder,Oak",
        "1,Coder,Oak,Codes again.,x",
        "4,Coder,Oak,Codes \xff.,x",
        ",Coder,Oak,Codes.,x",
        "5,,Oak,Codes.,x",
        "6,Coder,Oak," + "Codes. " * 40_000 + ",x",
    ]
    path.write_bytes("\r\n".join(rows).encode("latin-1"))
    return path


def columns(folder: Path) -> Path:
    """Good rows among bad ones: a title that isn't there, an id that stands twice, a text that is blank."""
    rows = [good(1), good(2), good(2), good(3, text=" "), good(4)]
    titles = [row["title"] for row in rows[:-1]] + [None]
    data = {key: [row[key] for row in rows] for key in ("id", "employer", "text")} | {"title": titles}
    path = folder / "in.parquet"
    pq.write_table(pa.table(data), path)
    return path


@pytest.mark.parametrize(
    ("made", "stored", "left_out"), [(lines, "1234", 5), (table, "1246", 4), (columns, "12", 3)]
)
def test_a_rough_file_comes_in_as_far_as_it_is_good(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    made: Callable[[Path], Path],
    stored: str,
    left_out: int,
) -> None:
    path, db = made(tmp_path), tmp_path / "real.db"
    words = ["import", str(path), "--db", str(db), "--no-tag"]
    for said in (f"{len(stored)} postings new", f"0 postings new, 0 changed, {len(stored)} as before"):
        assert told(lambda: credtrack.main(words, standalone_mode=False)) == 2
        errors = capsys.readouterr().err
        assert said in errors
        assert errors.count(f"{path.name}, line ") == left_out
    keys = [key for (key,) in connect(db).execute("select key from postings order by key")]
    assert keys == [f"file:in:{number}" for number in stored]


@pytest.mark.parametrize("made", [lines, columns])
def test_a_file_that_was_cut_short_or_is_another_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], made: Callable[[Path], Path]
) -> None:
    path = made(tmp_path).rename(tmp_path / "cut.parquet")
    path.write_bytes(path.read_bytes()[:-40])
    words = ["import", str(path), "--db", str(tmp_path / "real.db"), "--no-tag"]
    assert told(lambda: credtrack.main(words, standalone_mode=False)) == 2
    assert "expected a Parquet file" in capsys.readouterr().err
