"""Does doctor name what needs a person, and call well what is?"""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.posting import BoardReport, Outcome
from credtrack.checks import _wrong_libraries, clock, versions
from credtrack.cli import credtrack
from credtrack.mistakes import told
from db.boards import finish_boards
from db.clock import ClockError, check_clock
from db.connect import connect
from db.health import boards_in_trouble, faults

MORNING = datetime(2026, 11, 1, 8, tzinfo=UTC)
REPORT = BoardReport(
    source="acme",
    platform="lever",
    outcome="complete",
    started_at=MORNING,
    finished_at=MORNING,
    advertised=3,
    listed=frozenset({"lever:acme:1"}),
    screened_out=0,
    fetched=0,
    failed=0,
    blocked=0,
    skipped=0,
)
DARK = frozenset[str]()


def crawled(path: Path, *outcomes: tuple[Outcome, frozenset[str]]) -> None:
    db = connect(path, kind="real")
    for day, (outcome, listed) in enumerate(outcomes):
        at = MORNING + timedelta(days=day)
        finish_boards(db, [replace(REPORT, outcome=outcome, listed=listed, started_at=at, finished_at=at)])
    db.conn.close()


@pytest.mark.parametrize(
    ("outcomes", "why"),
    [
        (["complete"], None),
        (["failed", "complete"], None),
        (["complete", "failed"], "failed"),
        (["complete", "failed", "blocked"], "frozen"),
        (["failed", "failed"], "failed"),
        (["refused"], "refused"),
        (["complete", "blocked"], "blocked"),
        (["complete", "shrunken"], None),
        (["complete", "shrunken", "shrunken"], "shrunken twice"),
        (["complete", "partial"], None),
        (["partial", "partial"], "partial twice"),
    ],
)
def test_a_board_is_judged_by_its_last_two_crawls(
    tmp_path: Path, outcomes: list[Outcome], why: str | None
) -> None:
    path = tmp_path / "real.db"
    crawled(path, *((outcome, REPORT.listed) for outcome in outcomes))
    db = connect(path)
    assert [board.why for board in boards_in_trouble(db)] == ([why] if why else [])
    assert faults(db) == []


def test_a_board_that_goes_dark_is_frozen(tmp_path: Path) -> None:
    path = tmp_path / "real.db"
    crawled(path, ("complete", REPORT.listed), ("shrunken", DARK))
    (board,) = boards_in_trouble(connect(path))
    assert (board.source, board.why, board.complete_at) == ("acme", "frozen", "2026-11-01T08:00:00+00:00")


def test_rows_that_point_at_nothing_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "real.db"
    db = connect(path, kind="real")
    db.conn.execute("pragma foreign_keys = off")
    db.conn.execute("insert into crawls (source, started_at) values (99, 'x')")
    db.conn.commit()
    assert faults(db) == ["crawls, row 1: its sources is missing"]


def doctor(*words: object) -> int:
    return told(lambda: credtrack.main(["doctor", *map(str, words)], standalone_mode=False))


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    row = 'name = "A"\nkind = "vendor"\nboard = "jobs.lever.co/acme"\nconfidence = "high"\nsource = "s"\n'
    text = f'[acme]\n{row}permission = "A. Owner, 2026-11-01, by letter"\n'
    folder = tmp_path / "registry"
    folder.mkdir()
    (folder / "lever.toml").write_text(text, encoding="utf-8")
    return folder


def test_doctor_says_all_is_well_where_it_is(
    tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CREDTRACK_CONTACT", "me@example.org")
    path = tmp_path / "real.db"
    crawled(path, ("complete", REPORT.listed))
    assert doctor("--db", path, "--registry", registry) == 0
    said = capsys.readouterr()
    assert "A. Owner, 2026-11-01, by letter" in said.out
    assert "0 boards need a person; 1 permissions" in said.err


def test_doctor_names_what_needs_a_person(
    tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CREDTRACK_CONTACT", raising=False)
    path = tmp_path / "real.db"
    crawled(path, ("blocked", DARK))
    assert doctor("--db", path, "--registry", registry, "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert [check["subject"] for check in said["checks"] if not check["well"]] == ["contact"]
    assert [board["source"] for board in said["boards"]] == ["acme"]
    assert said["permissions"] == {"acme": "A. Owner, 2026-11-01, by letter"}


def checks_of(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[bool, str]]:
    told_as = json.loads(capsys.readouterr().out)["checks"]
    return {check["subject"]: (check["well"], check["found"]) for check in told_as}


def test_doctor_looks_after_the_whole_installation(
    tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CREDTRACK_CONTACT", "me@example.org")
    path = tmp_path / "real.db"
    crawled(path, ("complete", REPORT.listed))
    assert doctor("--db", path, "--registry", registry, "--json") == 0
    found = checks_of(capsys)
    assert all(well for well, _ in found.values())
    assert found.keys() >= {"settings", "disk", "clock", "versions", "licenses", "database", "site"}
    assert "2 pages answer" in found["site"][1]


def test_doctor_tells_of_settings_that_are_not_sound(
    tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "credtrack.toml"
    file.write_text('contcat = "me@example.org"', encoding="utf-8")
    words = ("--db", tmp_path / "none.db", "--config", file, "--registry", registry, "--json")
    assert doctor(*words) == 1
    assert checks_of(capsys)["settings"] == (
        False,
        f"{file}: contcat: no such setting; did you mean contact?",
    )
    file.write_text('contact = "me@example.org"\ncrawl.rhythms = { levr = "1 day" }', encoding="utf-8")
    monkeypatch.setenv("CREDTRACK_SITE_PROT", "1")
    assert doctor(*words) == 1
    found = checks_of(capsys)
    assert (
        found["names in the settings"][1] == "crawl.rhythms: levr is not in the registry; did you mean lever?"
    )
    assert "CREDTRACK_SITE_PROT is no setting; did you mean CREDTRACK_SITE_PORT?" in found["settings"][1]


def test_a_clock_behind_the_database_or_the_program_is_told(tmp_path: Path) -> None:
    path = tmp_path / "real.db"
    crawled(path, ("complete", REPORT.listed))
    db = connect(path)
    found = clock(db, MORNING - timedelta(days=1))
    assert "before this program was installed" in found.found or "last crawl began at" in found.found
    assert not found.well
    with pytest.raises(ClockError, match="nothing was crawled; set the clock right"):
        check_clock(db, MORNING - timedelta(days=1))
    check_clock(db, MORNING - timedelta(minutes=4))


def test_libraries_of_a_wrong_version_are_named() -> None:
    assert versions().well
    found = list(_wrong_libraries(["click>=99", "no-such-library-of-ours>=1", 'old; python_version < "3"']))
    assert found[0].startswith("click ")
    assert found[1:] == ["no-such-library-of-ours is missing"]


def test_doctor_and_registry_count_the_boards_that_can_be_read_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor("--db", tmp_path / "none.db")
    told_by_doctor = re.findall(r"(\d+) can be read", capsys.readouterr().out)
    credtrack.main(["sources", "check"], standalone_mode=False)
    assert told_by_doctor == re.findall(r"(\d+) can be read$", capsys.readouterr().err, re.MULTILINE)
