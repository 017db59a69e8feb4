"""Do export and backup leave what they say, and nothing half?"""

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import db.exporting
from credtrack.bench.truthful import load_market
from credtrack.cli import credtrack
from credtrack.mistakes import told
from db.exporting import Row


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("leaving") / "credtrack.db"
    load_market(path, "true", size="demo", every=20).close()
    return path


def run(*words: str | Path) -> int:
    return told(lambda: credtrack.main([str(word) for word in words], standalone_mode=False))


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_an_export_is_a_file_for_each_table_and_a_dictionary(
    market: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", tmp_path / "out", "--format", form, "--db", market) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {f"SAMPLE_DATA_openings.{form}", "SAMPLE_DATA_data_dictionary.csv"} <= names
    assert f"{len(names)} files" in capsys.readouterr().err


def test_a_public_database_holds_as_many_openings(market: Path, tmp_path: Path) -> None:
    assert run("export", tmp_path / "public.db", "--format", "db", "--db", market) == 0
    counts = []
    for path in (market, tmp_path / "public.db"):
        opened = sqlite3.connect(path)
        counts.append(opened.execute("select count(*), sum(shape) from openings").fetchone())
        opened.close()
    assert counts[0] == counts[1]


def test_a_backup_answers_as_the_original_does(
    market: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup", tmp_path / "copy.db", "--db", market) == 0
    answers = []
    for path in (market, tmp_path / "copy.db"):
        capsys.readouterr()
        assert run("demand", "--region", "TX", "--json", "--db", path) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.parametrize("words", [("export", "--format", "db"), ("backup",)])
def test_what_is_there_is_left_alone(
    market: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    mine = tmp_path / "mine.db"
    mine.write_text("mine", encoding="utf-8")
    assert run(words[0], mine, *words[1:], "--db", market) == 2
    assert "is there already" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine"


def test_without_a_database_one_line_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("backup", tmp_path / "copy.db", "--db", tmp_path / "none.db") == 2
    assert "no credtrack database there yet" in capsys.readouterr().err


def test_an_export_that_breaks_off_leaves_nothing(
    market: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(row: Row) -> Iterator[Row]:
        raise OSError(28, "No space left on device", str(tmp_path))

    monkeypatch.setattr(db.exporting, "_harmless", full)
    assert run("export", tmp_path / "out", "--db", market) == 2
    assert "free some space" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


def test_the_dictionary_has_a_meaning_for_every_column(market: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "out", "--db", market)
    with (tmp_path / "out" / "SAMPLE_DATA_data_dictionary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 150
    assert [row for row in rows if not row["meaning"]] == []
