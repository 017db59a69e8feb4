"""Does the real schedule, with real processes, start once, stop soon, and leave nobody behind?"""

import json
import os
import select
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from credtrack.schedule import children
from credtrack.schedule.agenda import Task
from credtrack.schedule.children import Children, Ended
from credtrack.schedule.clock import SystemClock
from credtrack.schedule.memory import Memory
from db.connect import connect

ERRAND = Path(__file__).with_name("errand.py")
PARENT = """
import sys
from credtrack.schedule.agenda import Task
from credtrack.schedule.children import Children
from credtrack.schedule.clock import SystemClock
run = Children((sys.executable, sys.argv[1], sys.argv[2]))
run(Task(name="long", says="", hours=1), SystemClock(), lambda: print("alive", flush=True))
"""


def run(folder: Path, kind: str, *, stop_after_looks: int = 10**9, hours: int = 1) -> Ended:
    clock, looks = SystemClock(), []

    def alive() -> None:
        looks.append(1)
        started = list(folder.glob("*.pid"))
        if len(looks) >= stop_after_looks and started:
            clock.stop()

    task = Task(name=kind, says="", hours=hours)
    return Children((sys.executable, str(ERRAND), str(folder)))(task, clock, alive)


def test_a_task_tells_what_it_came_to_in_its_last_line(tmp_path: Path) -> None:
    assert run(tmp_path, "brief") == Ended("done", "well done")
    assert run(tmp_path, "broken") == Ended("failed", "the disk is full")


@pytest.mark.parametrize("kind", ["long", "deaf"])
def test_a_task_is_stopped_when_the_schedule_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(children, "GRACE", 0.2)
    monkeypatch.setattr(children, "LOOK_EVERY", 0.05)
    assert run(tmp_path, kind, stop_after_looks=1) == Ended("stopped", "stopped")


def test_a_task_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "LOOK_EVERY", 0.05)
    assert run(tmp_path, "long", hours=0) == Ended("failed", "it took more than 0 hours")


def test_a_killed_task_says_so(tmp_path: Path) -> None:
    run_it = Children((sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"))
    ended = run_it(Task(name="x", says="", hours=1), SystemClock(), lambda: None)
    assert ended == Ended("failed", "it was killed (signal 9)")


def test_a_task_ends_when_its_schedule_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(ERRAND), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        while not (found := list(tmp_path.glob("*.pid"))):
            assert parent.stdout.readline() == "alive\n"
        descriptor = os.pidfd_open(int(found[0].stem))
        parent.kill()
    assert select.select([descriptor], [], [], 10)[0]
    os.close(descriptor)


def test_the_schedule_runs_once_and_stops_within_ten_seconds(tmp_path: Path) -> None:
    config = tmp_path / "credtrack.toml"
    config.write_text('database = "ours.db"\ncrawl.platforms = ["none"]', encoding="utf-8")
    command = [sys.executable, "-m", "credtrack", "schedule", "--config", config]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        started = json.loads(first.stdout.readline())
        assert (started["event"], started["database"]) == ("start", str(tmp_path / "ours.db"))
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        assert second.returncode == 3
        assert "a schedule runs on it already" in second.stderr
        asked = monotonic()
        first.terminate()
        first.wait(timeout=10)
        assert monotonic() - asked < 10
        assert json.loads(first.stdout.read())["event"] == "stop"
    assert first.returncode == 0
    kept = Memory(tmp_path / "ours.db").read()
    assert kept
    assert kept.since <= datetime.now(UTC)


ROW = '[elm]\nname = "Elm"\nkind = "vendor"\nboard = "127.0.0.1"\nconfidence = "high"\nsource = "s"\n'


def test_the_crawl_task_reads_the_registrys_boards_by_the_settings(tmp_path: Path) -> None:
    """The one board is this machine's own address, which the crawler's guard refuses: nothing is asked of anybody."""
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "jsonld.toml").write_text(ROW, encoding="utf-8")
    config = tmp_path / "credtrack.toml"
    config.write_text('database = "ours.db"\ncontact = "a@b.example"\nregistry = "rows"', encoding="utf-8")
    Memory(tmp_path / "ours.db").since(datetime.now(UTC) - timedelta(days=1))
    command = [sys.executable, "-m", "credtrack", "schedule", "--config", config, "--task", "crawl"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    last = json.loads(done.stdout.splitlines()[-1])
    assert (last["event"], last["note"]) == ("done", "1 boards (1 failed); 0 postings tagged")
    db = connect(tmp_path / "ours.db")
    assert "this machine" in db.execute("select note from crawls").fetchone()[0]
    db.conn.close()
