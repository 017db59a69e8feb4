"""When did each task last run and how did it end? Kept in a small file beside the database, which survives a kill."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

Outcome = Literal["done", "failed", "stopped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A task's last run (UTC); without `finished_at` it is under way, or was killed. `failures` are those in a row."""

    started_at: datetime
    finished_at: datetime | None = None
    outcome: Outcome | None = None
    note: str = ""
    failures: int = 0
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file holds: since when there is a schedule, and each task's last run."""

    since: datetime
    runs: Mapping[str, Run]


class Memory:
    """The file beside the database; written whole and by name, so that it is never half there."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.schedule.json")

    def read(self) -> Kept | None:
        """What is kept; None where there is nothing yet, or nothing that can be read."""
        with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
            told = json.loads(self.path.read_text(encoding="utf-8"))
            runs = {str(task): _run(row) for task, row in told["runs"].items()}
            return Kept(datetime.fromisoformat(told["since"]), runs)
        return None

    def since(self, now: datetime) -> Kept:
        """What is kept; a schedule that begins now where there is nothing yet."""
        kept = self.read()
        if kept is None:
            kept = Kept(now, {})
            self._write(kept)
        return kept

    def begin(self, task: str, now: datetime) -> None:
        """Note that a task has begun; a run before it without an end was killed, and counts as failed."""
        kept = self.since(now)
        before = kept.runs.get(task) or Run(started_at=now, outcome="done")
        failures = before.failures + (before.outcome is None)
        self._put(kept, task, Run(started_at=now, failures=failures, done_at=before.done_at))

    def end(self, task: str, now: datetime, outcome: Outcome, note: str) -> Run:
        """Note how a task that has begun ended."""
        kept = self.since(now)
        begun = kept.runs.get(task) or Run(started_at=now)
        failures = begun.failures + 1 if outcome == "failed" else 0 if outcome == "done" else begun.failures
        run = replace(begun, finished_at=now, outcome=outcome, note=note, failures=failures)
        run = replace(run, done_at=begun.started_at) if outcome == "done" else run
        self._put(kept, task, run)
        return run

    def _put(self, kept: Kept, task: str, run: Run) -> None:
        self._write(Kept(kept.since, {**kept.runs, task: run}))

    def _write(self, kept: Kept) -> None:
        told = {"since": kept.since, "runs": {task: asdict(run) for task, run in sorted(kept.runs.items())}}
        write_whole(self.path, json.dumps(told, default=datetime.isoformat, indent=1))


def write_whole(path: Path, text: str, *, lasting: bool = True) -> None:
    """Write a file so that it is there whole or as it was before; `lasting` holds for a power failure too."""
    part = path.with_name(f"{path.name}.new")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _run(row: Mapping[str, Any]) -> Run:
    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(row[name]) if row[name] else None

    return Run(
        started_at=datetime.fromisoformat(row["started_at"]),
        finished_at=moment("finished_at"),
        outcome=row["outcome"],
        note=str(row["note"]),
        failures=int(row["failures"]),
        done_at=moment("done_at"),
    )
