"""Is all that was reported as stored still there after a kill, with another writer at work?"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.connect import connect

WRITER = Path(__file__).parent / "writer.py"


def start(what: str, path: Path, root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), what, str(path)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": str(root)}
    )


def read_until(process: subprocess.Popen[str], count: int) -> int:
    assert process.stdout
    for line in process.stdout:
        if int(line) >= count:
            return int(line)
    raise AssertionError("the writer ended by itself")


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout
    process.stdout.close()


@pytest.mark.parametrize("count", [100, 260, 420])
def test_a_kill_loses_nothing_that_was_reported(path: Path, root: Path, count: int) -> None:
    connect(path, kind="real").close()
    storing, tagging = start("store", path, root), start("tag", path, root)
    stored = read_until(storing, count)
    tagged = read_until(tagging, 40)
    kill(storing)
    kill(tagging)
    db = connect(path)
    assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    assert db.execute("pragma foreign_key_check").fetchall() == []
    db.execute("insert into postings_fts (postings_fts, rank) values ('integrity-check', 0)")
    postings, openings = (
        db.execute(f"select count(*) from {t}").fetchone()[0] for t in ("postings", "openings")
    )
    assert postings == openings >= stored
    assert db.execute("select count(*) from postings where tagged_hash is not null").fetchone()[0] >= tagged
    assert db.execute("select count(*) from posting_events").fetchone() == (postings,)
    db.close()
