"""Does the registry grow by an address, and only by one that is understood?"""

from pathlib import Path

import pytest

from crawler.registry import load
from credtrack.cli import credtrack
from credtrack.mistakes import told


def add(folder: Path, address: str, *more: str) -> int:
    words = [
        "sources",
        "add",
        address,
        "--name",
        "Acme Health",
        "--kind",
        "vendor",
        "--registry",
        str(folder),
    ]
    return told(lambda: credtrack.main([*words, *more], standalone_mode=False))


def test_a_board_is_added_and_can_be_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        add(tmp_path, "https://jobs.lever.co/acme/1-2-3", "--state", "oh", "--setting", "software_vendor")
        == 0
    )
    (row,) = load(tmp_path)
    assert (row.slug, row.platform, row.board) == ("acme-health", "lever", "jobs.lever.co/acme")
    assert (row.hq_state, row.setting) == ("OH", "software_vendor")
    assert "can be read" in capsys.readouterr().err


def test_a_front_on_the_employers_own_host_needs_its_platform(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(tmp_path, "https://careers.acme.example/jobs") == 2
    assert "--platform" in capsys.readouterr().err
    assert add(tmp_path, "https://careers.acme.example/jobs", "--platform", "typo") == 2
    assert "expected one of" in capsys.readouterr().err
    assert add(tmp_path, "https://careers.acme.example/jobs", "--platform", "phenom") == 0
    assert load(tmp_path)[0].board == "careers.acme.example"


def test_a_board_that_is_there_is_not_added_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path, "https://jobs.lever.co/acme") == 0
    assert add(tmp_path, "https://jobs.lever.co/acme") == 2
    assert "is there already" in capsys.readouterr().err
    assert len(load(tmp_path)) == 1


def test_a_name_without_a_letter_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path, "https://jobs.lever.co/acme", "--name", "!!") == 2
    assert "--name '!!': expected a name with letters or digits" in capsys.readouterr().err
