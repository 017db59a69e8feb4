"""Does status say what ran, what comes, and what needs a person, and say it by its exit code too?"""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from credtrack.cli import credtrack
from credtrack.config import Config
from credtrack.mistakes import told
from credtrack.schedule.heartbeat import Heartbeat
from credtrack.schedule.memory import Memory
from db.connect import connect


def status(config: Config, *words: str) -> int:
    return told(
        lambda: credtrack.main(["status", "--config", str(config.path), *words], standalone_mode=False)
    )


@pytest.fixture
def now() -> datetime:
    """The moment of the test, for the command asks the clock itself."""
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command hands its settings on by variables, which must not outlive the test."""
    for name in ("CREDTRACK_CONFIG", "CREDTRACK_DATABASE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_all_is_well_before_anything_ran(config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(config) == 0
    said = capsys.readouterr()
    assert "no schedule runs on this database" in said.err
    assert "backup" in said.out
    assert status(config, "--alive") == 1


def test_what_was_done_and_what_comes_is_told_to_programs(
    config: Config, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = Memory(config.database)
    memory.begin("backup", now)
    memory.end("backup", now, "done", "here")
    memory.begin("demand", now)
    Heartbeat(config.database).beat(now, "demand")
    assert status(config, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    tasks = {task["task"]: task for task in found["tasks"]}
    assert (found["alive"], found["at_work_on"]) == (True, "demand")
    assert (tasks["backup"]["outcome"], tasks["backup"]["note"]) == ("done", "here")
    assert datetime.fromisoformat(tasks["backup"]["next_at"]) > now
    assert tasks["demand"]["outcome"] == "running"
    assert status(config, "--alive", "--quiet") == 0


def test_a_failed_task_a_dead_schedule_and_frozen_boards_need_a_person(
    config: Config, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = Memory(config.database)
    for _ in range(2):
        memory.begin("backup", now)
        memory.end("backup", now, "failed", "the disk is full")
    Heartbeat(config.database).beat(now - timedelta(hours=1))
    freeze(config.database, now)
    assert status(config) == 1
    said = capsys.readouterr().err
    assert "backup failed 2 times in a row: the disk is full" in said
    assert "the schedule has shown no sign of life since" in said
    assert "1 boards are frozen" in said
    assert status(config, "--quiet") == 1
    assert status(config, "--alive") == 1


def freeze(path: Path, now: datetime) -> None:
    """A board that was read whole, and then failed twice."""
    db = connect(path, kind="real")
    db.execute("insert into sources (slug, platform) values ('elm', 'lever')")
    for day, outcome in enumerate(("complete", "failed", "failed")):
        at = (now - timedelta(days=3 - day)).isoformat(timespec="seconds")
        values = [at, at, outcome]
        db.execute(
            "insert into crawls (source, started_at, finished_at, outcome, listed) values (1, ?, ?, ?, 3)",
            values,
        )
    db.conn.close()


def test_a_task_that_is_not_there_is_a_mistake(config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["schedule", "--config", str(config.path), "--task", "dust"]
    assert told(lambda: credtrack.main(words, standalone_mode=False)) == 2
    assert "--task dust: expected one of backup, crawl" in capsys.readouterr().err
    assert "CREDTRACK_CONFIG" in os.environ
