"""Does the schedule live? A small file beside the database says by its time when it last showed a sign."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from credtrack.schedule.memory import write_whole

EVERY = timedelta(seconds=30)
STALE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Beat:
    """The last sign of life: when (UTC), of which process, and the task that it was at (None: it waited)."""

    at: datetime
    process: int
    task: str | None

    def lives(self, now: datetime) -> bool:
        """Whether it is recent enough for a schedule that runs."""
        return now - self.at <= STALE


class Heartbeat:
    """The file; touched at most every half minute."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.heartbeat.json")
        self._last: tuple[datetime, str | None] | None = None

    def beat(self, now: datetime, task: str | None = None) -> None:
        """Show a sign of life; a full disk is no reason to die."""
        if self._last and self._last[1] == task and timedelta(0) <= now - self._last[0] < EVERY:
            return
        with suppress(OSError):
            if self._last is None or self._last[1] != task:
                told = {"process": os.getpid(), "task": task}
                write_whole(self.path, json.dumps(told), lasting=False)
            os.utime(self.path, (now.timestamp(), now.timestamp()))
            self._last = (now, task)

    def end(self) -> None:
        """Take the file away, for the schedule was stopped on purpose."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def last_beat(database: Path) -> Beat | None:
    """The last sign of life; None where the schedule was stopped, or never ran."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        path = Heartbeat(database).path
        told = json.loads(path.read_text(encoding="utf-8"))
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
        return Beat(at, int(told["process"]), told["task"])
    return None
