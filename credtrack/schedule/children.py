"""How is a task run in a process of its own, watched, and ended when it must be?"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from credtrack.schedule.agenda import Task
from credtrack.schedule.clock import Clock
from credtrack.schedule.memory import Outcome

LOOK_EVERY = 0.5
GRACE = 7.0  # of the ten seconds in which the schedule stops
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Ended:
    """How a task's run ended, and what it came to, in a few words."""

    outcome: Outcome
    note: str


class Runner(Protocol):
    """Runs a task to its end."""

    def __call__(self, task: Task, clock: Clock, alive: Callable[[], None]) -> Ended:
        """Run the task, calling `alive` now and then; it is stopped when the clock says so."""


class Children:
    """Runs each task as a process of its own, so that its memory goes with it and no fault takes the schedule along."""

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", "credtrack.schedule.errand")) -> None:
        self._command = tuple(command)

    def __call__(self, task: Task, clock: Clock, alive: Callable[[], None]) -> Ended:
        """Run the task; it is asked to stop when the clock says so or its hours are over, then made to."""
        until = clock.now() + timedelta(hours=task.hours)
        with _lifeline() as line, self._started(task, line) as process:
            while True:
                try:
                    out, error = process.communicate(timeout=LOOK_EVERY)
                    return told(process.returncode, out, error)
                except subprocess.TimeoutExpired:
                    alive()
                if clock.stopping():
                    return _ended(process, "stopped", "stopped")
                if clock.now() > until:
                    return _ended(process, "failed", f"it took more than {task.hours} hours")

    def _started(self, task: Task, line: int) -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        command = [*self._command, task.name]
        return subprocess.Popen(  # noqa: S603  (our own program, and a task's name of our own)
            command, stdin=line, stdout=pipe, stderr=pipe, text=True, errors="replace"
        )


@contextmanager
def _lifeline() -> Iterator[int]:
    """A pipe of which the task's process holds one end: it ends when the schedule does, however that goes."""
    theirs, ours = os.pipe()
    try:
        yield theirs
    finally:
        os.close(theirs)
        os.close(ours)


def _ended(process: "subprocess.Popen[str]", outcome: Outcome, note: str) -> Ended:
    """End a process that is at work: first asked, then made to."""
    process.terminate()
    try:
        process.communicate(timeout=GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    return Ended(outcome, note)


def told(code: int, out: str, error: str) -> Ended:
    """What a process that ended by itself said of its work: its last line."""
    if code == 0:
        return Ended("done", _last_line(out))
    if code < 0:
        return Ended("failed", f"it was killed (signal {-code})")
    return Ended("failed", _last_line(error) or f"it ended with code {code}")


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1].removeprefix("credtrack: ")[:LONGEST_NOTE] if lines else ""
