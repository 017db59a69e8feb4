"""Does every command do its work, and tell a user's mistake in one line with exit code 2?"""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from credtrack.cli import COMMANDS, credtrack
from credtrack.mistakes import told

ROW = {
    "id": "1",
    "title": "Medical Coder",
    "text": "Requirements\n- CPC required\n",
    "employer": "Acme Clinic",
    "location": "Austin, TX",
}


def run(*words: str | Path) -> int:
    return told(lambda: credtrack.main([str(word) for word in words], standalone_mode=False))


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = capsys.readouterr().err.strip().splitlines()
    return line


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    path = tmp_path / "postings.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return path


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS.keys() - {"sources"}:
        assert run(name, "--help") == 0
        assert f"Example: credtrack {name}" in capsys.readouterr().out


def test_a_mistyped_command_is_answered_with_its_neighbor(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demnd") == 2
    assert "did you mean demand or demo?" in capsys.readouterr().err


def test_import_and_demand_work_together(
    postings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "real.db"
    assert run("import", postings, "--db", db) == 0
    assert "1 postings new" in capsys.readouterr().err
    assert run("demand", "--region", "Texas", "--db", db, "--json") == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {"section": "required", "key": "CPC"}.items() <= next(
        r for r in rows if r["section"] == "required"
    ).items()


def test_bad_lines_are_named_and_good_ones_kept(
    postings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    postings.write_text(postings.read_text() + '{"id": \n{"id": "2"}\n', encoding="utf-8")
    assert run("import", postings, "--db", tmp_path / "real.db") == 2
    errors = capsys.readouterr().err
    assert "postings.jsonl, line 2: expected one JSON object" in errors
    assert "postings.jsonl, line 3: expected a text in title" in errors
    assert "1 postings new, 0 changed, 0 as before; 2 lines left out" in errors


def test_a_file_of_which_no_line_can_be_taken_is_told_how_to_name_its_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, lines = tmp_path / "named.csv", tmp_path / "named.jsonl"
    table.write_text("Job ID,Job Title\n1,Coder\n", encoding="utf-8")
    lines.write_text('{"Job ID": "1", "Job Title": "Coder"}\n', encoding="utf-8")
    assert run("import", table, "--db", tmp_path / "real.db", "--no-tag") == 2
    assert "no column for id; the file has Job ID, Job Title; name its columns with --map" in one_line(capsys)
    assert run("bulk", table, "--out", tmp_path / "out") == 2
    assert "name its columns with --map" in capsys.readouterr().err
    assert run("import", lines, "--db", tmp_path / "real.db", "--no-tag") == 2
    assert "name columns with --map" in capsys.readouterr().err


def test_a_table_given_to_tag_is_told_who_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "named.csv").write_text("id,title,text\n1,Coder,CPC\n", encoding="utf-8")
    assert run("tag", tmp_path / "named.csv", tmp_path / "out.jsonl") == 2
    assert "`credtrack import` and `bulk` read CSV" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told_as"),
    [
        (["import", "absent.jsonl"], "absent.jsonl: cannot be read (No such file or directory)"),
        (["import", "{postings}", "--map", "title=Job"], "no column 'Job' for title"),
        (["import", "{postings}", "--map", "hue=Job"], "'hue' is no field"),
        (["import", "{postings}", "--map", "title"], "--map title: expected FIELD=COLUMN"),
        (["tag", "absent.jsonl", "out.jsonl"], "absent.jsonl: can't be read (No such file or directory)"),
        (["tag", "{postings}", "no/out.jsonl"], "no/out.jsonl: can't be written (No such file or directory)"),
        (["crawl"], "--contact or CREDTRACK_CONTACT"),
        (["crawl", "--contact", "a@b.example", "--employer", "nobody"], "--employer nobody: no such row"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(
    words: list[str],
    told_as: str,
    postings: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CREDTRACK_CONTACT", raising=False)
    database = [] if words[0] == "tag" else ["--db", tmp_path / "real.db"]
    assert run(*(word.format(postings=postings) for word in words), *database) == 2
    line = one_line(capsys)
    assert line.startswith("credtrack: ")
    assert told_as in line


def test_a_database_of_another_program_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table theirs (a)")
    connection.close()
    for words in (["demand"], ["claims"], ["serve", "--port", "0"]):
        assert run(*words, "--db", path) == 2
        assert "a database of another program" in one_line(capsys)


def test_real_postings_are_not_mixed_into_a_sample(
    sample: Path, postings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", postings, "--db", sample) == 2
    assert "holds sample postings, and real ones may not be mixed in" in one_line(capsys)


def test_what_a_sample_answers_says_sample_data(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demand", "--db", sample) == 0
    assert "SAMPLE DATA" in capsys.readouterr().err
    assert run("claims", "--db", sample, "--json") == 0
    assert "SAMPLE DATA" in json.loads(capsys.readouterr().out)["notice"]


def test_claims_on_a_few_openings_are_too_little_evidence(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("claims", "--db", sample, "--json") == 0
    results = json.loads(capsys.readouterr().out)["answer"]
    verdicts = {result["verdict"] for result in results if result["claim"]["evidence"] == "postings"}
    assert verdicts == {"too little evidence"}


def test_the_report_on_claims_compares_the_crawl_with_employment(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("claims", "--db", sample, "--markdown") == 0
    report = capsys.readouterr().out
    assert "SAMPLE DATA" in report
    assert "| physician offices | " in report
    assert "No openings seen: " in report


def test_one_claim_is_shown_whole(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("claims", "show", "cpc-is-outpatient", "--db", sample) == 0
    assert "from temp.facts" in capsys.readouterr().out
    assert run("claims", "show", "no-such", "--db", sample) == 2
    assert "no-such: no such claim" in one_line(capsys)


def test_verdicts_are_appended_to_the_history(sample: Path, tmp_path: Path) -> None:
    own = shutil.copy(sample, tmp_path / "own.db")
    for _ in range(2):
        assert run("claims", "--db", own, "--keep") == 0
    with sqlite3.connect(own) as connection:
        (kept,) = connection.execute("select count(*) from claim_results").fetchone()
    connection.close()
    assert kept == 128


def test_tag_writes_the_guideline_fields_with_evidence(postings: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("tag", postings, out) == 0
    row = json.loads(out.read_text(encoding="utf-8"))
    assert row["requirements"][0]["any_of"] == ["CPC"]
    proof = next(each for each in row["evidence"] if each["value"] == "CPC required")
    assert ROW["text"][proof["start"] : proof["end"]] == "CPC"


def test_a_fault_of_ours_is_not_told_as_the_users() -> None:
    def broken() -> int:
        return int("x")

    with pytest.raises(ValueError, match="invalid literal"):
        told(broken)
