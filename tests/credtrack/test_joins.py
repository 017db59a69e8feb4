"""Can a person see what was joined, and part or join it, with a file and no engineer?"""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from credtrack.cli import credtrack
from credtrack.mistakes import told
from db.connect import connect
from db.openings import link_openings

FIRST, SECOND, THIRD = (f"greenhouse:acme:{number}" for number in range(3))


def run(*words: str | Path) -> int:
    return told(lambda: credtrack.main([str(word) for word in words], standalone_mode=False))


@pytest.fixture
def database(sample: Path, tmp_path: Path) -> Path:
    """Three postings of one employer, two of them under one requisition and so joined."""
    path = tmp_path / "ours.db"
    shutil.copyfile(sample, path)
    db = connect(path)
    db.execute("update postings set requisition = 'R-100', is_linked = 0 where key <> ?", [THIRD])
    link_openings(db)
    db.conn.close()
    return path


def openings(path: Path) -> int:
    db = connect(path, readonly=True)
    found = db["openings"].count
    db.conn.close()
    return int(found)


def test_a_wrong_join_is_undone_and_a_missed_one_made_by_the_list_edited(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "joins.csv"
    assert run("joins", "--out", file, "--db", database) == 0
    assert f"run `credtrack joins {file}`" in capsys.readouterr().err
    [row] = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    assert (row["posting"], row["other"], row["decision"]) == (SECOND, FIRST, "")
    assert (row["reason"], row["title"]) == ("repost_requisition", "Clinic Coder")
    text = file.read_text(encoding="utf-8-sig").replace(f"{FIRST},,", f"{FIRST},apart,")
    file.write_text(f"{text}{THIRD},{FIRST},together\n{THIRD},elsewhere:acme:9,apart\n", encoding="utf-8")
    assert run("joins", file, "--db", database) == 0
    told_lines = capsys.readouterr().err.splitlines()
    assert told_lines[-2:] == [
        "pairs apart: 2, together: 1, taken back: 0; openings now: 2",
        "pairs that wait for a posting that is not kept (yet): 1; the first is elsewhere:acme:9",
    ]
    assert openings(database) == 2


def test_the_list_printed_holds_what_was_decided(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "joins.csv"
    file.write_text(f"posting,other,decision\n{FIRST},{SECOND},apart\n", encoding="utf-8")
    run("joins", file, "--db", database)
    assert openings(database) == 3
    capsys.readouterr()
    assert run("joins", "--db", database) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["posting"], row["other"], row["decision"], row["reason"]) == (FIRST, SECOND, "apart", "")


def test_a_line_taken_out_is_taken_back(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "joins.csv"
    for lines in (f"{FIRST},{SECOND},apart\n", ""):
        file.write_text(f"posting,other,decision\n{lines}", encoding="utf-8")
        assert run("joins", file, "--db", database) == 0
    assert "pairs apart: 0, together: 0, taken back: 1; openings now: 2" in capsys.readouterr().err


def test_a_file_that_is_not_understood_is_told_in_one_line_and_changes_nothing(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "joins.csv"
    file.write_text(
        f"posting,other,decision\n{FIRST},{SECOND},apart\n{FIRST},{THIRD},maybe\n", encoding="utf-8"
    )
    assert run("joins", file, "--db", database) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "joins.csv, line 3: expected posting, other, and apart or together" in line
    assert openings(database) == 2


def test_a_list_that_was_edited_is_not_overwritten(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "joins.csv"
    file.write_text("mine", encoding="utf-8")
    assert run("joins", "--out", file, "--db", database) == 2
    assert run("joins", file, "--out", tmp_path / "other.csv", "--db", database) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_postings_page_names_its_key_and_those_joined_to_it(
    database: Path, get_all: Callable[..., list[httpx.Response]]
) -> None:
    [page] = get_all(database, ["/-/posting/1"])
    assert f"<li>Key <code>{FIRST}</code></li>" in page.text
    assert f"key <code>{SECOND}</code>" in page.text
