"""Does each trouble of the machine give one clear line, and lose nothing of what was stored before?"""

import gc
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import db.connect
from crawler.registry import load
from credtrack.cli import credtrack
from credtrack.mistakes import told
from db.connect import connect
from db.health import faults

FIRST, MORE = 20, 700


def run(*words: str | Path) -> int:
    """A command's exit code; its connection is closed, as at a process's end."""
    try:
        return told(lambda: credtrack.main([str(word) for word in words], standalone_mode=False))
    finally:
        gc.collect()


def one_line(text: str) -> str:
    (line,) = text.strip().splitlines()
    assert line.startswith("credtrack: ")
    return line


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A few postings, and many that no packing makes small."""
    rng = random.Random(7)
    folder = tmp_path_factory.mktemp("postings")
    rows = [
        {"id": str(n), "title": "Medical Coder", "text": f"CPC required {rng.randbytes(4000).hex()}"}
        for n in range(MORE)
    ]
    for name, part in (("few", rows[:FIRST]), ("many", rows)):
        (folder / name).mkdir()
        (folder / name / "postings.jsonl").write_text("\n".join(map(json.dumps, part)), encoding="utf-8")
    return folder / "few" / "postings.jsonl", folder / "many" / "postings.jsonl"


def stored(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("select count(*) from postings").fetchone()[0])


def is_sound(path: Path) -> bool:
    opened = connect(path)
    found = faults(opened)
    opened.conn.close()
    return found == []


def mount(*words: str | Path) -> bool:
    """Whether a file system could be mounted as asked; few users may."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", folder):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_one_line_and_the_same_command_goes_on_from_there(
    small_disk: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_disk / "real.db"
    assert run("import", files[0], "--db", path, "--no-tag") == 0
    capsys.readouterr()
    assert run("import", files[1], "--db", path, "--no-tag") == 2
    line = one_line(capsys.readouterr().err)
    assert "disk is full" in line
    assert "what was stored before is kept: free some space and run the same command again" in line
    assert stored(path) >= FIRST
    assert mount("-o", "remount,size=64m", small_disk)
    assert run("import", files[1], "--db", path, "--no-tag") == 0
    assert stored(path) == MORE
    assert is_sound(path)


def test_a_file_that_may_grow_no_more_is_one_line_and_nothing_is_lost(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    path = tmp_path / "real.db"
    assert run("import", files[0], "--db", path, "--no-tag") == 0
    limit = path.stat().st_size + 200_000
    command = [sys.executable, "-m", "credtrack", "import", files[1], "--db", path, "--no-tag"]
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 2
    assert "the disk could not be written or read" in one_line(done.stderr)
    assert (stored(path), is_sound(path)) == (FIRST, True)
    assert run("import", files[1], "--db", path, "--no-tag") == 0
    assert stored(path) == MORE


def test_a_read_only_disk_is_one_line(
    small_disk: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_disk / "real.db"
    assert run("import", files[0], "--db", path, "--no-tag") == 0
    assert mount("-o", "remount,ro", small_disk)
    capsys.readouterr()
    for words in (["import", files[1], "--no-tag"], ["demand"]):
        assert run(*words, "--db", path) == 2
        assert "may not be written to: allow that, or name another" in one_line(capsys.readouterr().err)
    assert mount("-o", "remount,rw", small_disk)
    assert (stored(path), is_sound(path)) == (FIRST, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any file")
def test_a_file_without_leave_to_write_is_one_line(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "real.db"
    assert run("import", files[0], "--db", path, "--no-tag") == 0
    path.chmod(0o444)
    capsys.readouterr()
    assert run("import", files[1], "--db", path, "--no-tag") == 2
    assert "may not be written to: allow that, or name another" in one_line(capsys.readouterr().err)


def test_a_locked_database_is_one_line_and_the_same_command_goes_on(
    tmp_path: Path,
    files: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(db.connect, "BUSY_SECONDS", 0)
    path = tmp_path / "real.db"
    assert run("import", files[0], "--db", path, "--no-tag") == 0
    capsys.readouterr()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert run("import", files[1], "--db", path, "--no-tag") == 2
        assert "database is locked; another command is writing to it" in one_line(capsys.readouterr().err)
    assert stored(path) == FIRST
    assert run("import", files[1], "--db", path, "--no-tag") == 0
    assert stored(path) == MORE


def test_a_clock_set_back_is_one_line_and_nothing_is_asked_or_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "real.db"
    opened = connect(path, kind="real")
    later = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="seconds")
    opened.execute("insert into sources (slug, platform) values ('elm', 'lever')")
    opened.execute(
        "insert into crawls (source, started_at, finished_at, outcome) values (1, ?, ?, 'complete')",
        [later, later],
    )
    before = list(opened.conn.iterdump())
    slug = next(row.slug for row in load() if row.platform == "lever")
    assert run("crawl", "--db", path, "--contact", "a@b.example", "--employer", slug) == 2
    line = one_line(capsys.readouterr().err)
    assert "but the database's last crawl began at" in line
    assert "nothing was crawled; set the clock right and run the same command again" in line
    assert list(opened.conn.iterdump()) == before
    opened.conn.close()
