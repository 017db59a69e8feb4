"""Is all that was reported as stored still there after a kill, with another writer and a reader at work?

A hundred rounds under `make soak`, each going on with the database that the last one left.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

from sqlite_utils.db import Database

from db.connect import connect
from db.summaries import rebuild_openings

WRITER = Path(__file__).parent / "writer.py"
ROUNDS = 100 if os.environ.get("CREDTRACK_PROFILE") == "soak" else 2
COUNTED = ("openings", "demand_change", "demand_employer", "demand_packs", "shapes")


def start(what: str, path: Path, root: Path, first: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), what, str(path), str(first)]
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
    assert process.poll() is None, "it ended by itself"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout
    process.stdout.close()


def count(db: Database, what: str) -> int:
    return int(db.execute(f"select count(*) from {what}").fetchone()[0])


def test_kills_lose_nothing_that_was_reported(path: Path, root: Path) -> None:
    rng = Random(4)
    connect(path, kind="real").close()
    stored = tagged = 0
    for _ in range(ROUNDS):
        running = [start(what, path, root, stored) for what in ("store", "tag", "read")]
        reported = read_until(running[0], stored + rng.randrange(20, 300))
        tagged += read_until(running[1], rng.randrange(20, 100))
        for process in running:
            kill(process)
        db = connect(path)
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert db.execute("pragma foreign_key_check").fetchall() == []
        db.execute("insert into postings_fts (postings_fts, rank) values ('integrity-check', 0)")
        stored = count(db, "postings")
        assert stored == count(db, "openings") == count(db, "posting_events") >= reported
        assert count(db, "postings where tagged_hash is not null") >= tagged
        db.close()
    check_counts(connect(path))


def check_counts(db: Database) -> None:
    kept = [db.execute(f"select * from {table} order by 1, 2").fetchall() for table in COUNTED]
    rebuild_openings(db)
    assert [db.execute(f"select * from {table} order by 1, 2").fetchall() for table in COUNTED] == kept
    db.close()
