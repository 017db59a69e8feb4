"""What is done by itself, from the start of the schedule to its stop?

One thing at a time, for all of it writes to one database. The times come from apscheduler's triggers; the loop
is ours, because a killed schedule must make up what it missed once, and a test must play a year in seconds.
"""

import sqlite3
from datetime import datetime, timedelta

from credtrack.config import Config
from credtrack.mistakes import UserError, next_step
from credtrack.schedule.agenda import Coming, Task, agenda
from credtrack.schedule.boards import NextBoard
from credtrack.schedule.children import Ended, Runner
from credtrack.schedule.clock import Clock
from credtrack.schedule.heartbeat import Heartbeat
from credtrack.schedule.log import Log
from credtrack.schedule.memory import Kept, Memory
from db.clock import TOLERATED

TRY_AGAIN = timedelta(seconds=30)
LOOK_AT_BOARDS = timedelta(minutes=15)
FAILED = 1


class Schedule:
    """Does what is due until the clock says stop; `next_board` tells when the first board's turn comes."""

    def __init__(
        self,
        config: Config,
        clock: Clock,
        run: Runner,
        next_board: NextBoard,
        log: Log,
        *,
        look_every: timedelta = LOOK_AT_BOARDS,
    ) -> None:
        self._look_every = look_every
        self._config = config
        self._clock = clock
        self._run = run
        self._next_board = next_board
        self._log = log
        self._memory = Memory(config.database)
        self._heart = Heartbeat(config.database)
        self._coming: list[Coming] = []
        self._looked_at: datetime | None = None
        self._trouble = ""

    def work(self, *, once: bool = False) -> int:
        """Do what is due, until told to stop, or (`once`) until nothing is; 1 where a task failed that once."""
        self._log(self._clock.now(), "start", database=str(self._config.database))
        done: dict[str, Ended] = {}
        while not self._clock.stopping():
            self._heart.beat(self._clock.now())
            task = self._due(done if once else {})
            if task is not None:
                done[task.name] = self._carry_out(task)
            elif once:
                break
            else:
                self._clock.wait(self._pause())
        self._heart.end()
        self._log(self._clock.now(), "stop")
        return FAILED if once and (self._trouble or any(e.outcome == "failed" for e in done.values())) else 0

    def work_on(self, task: Task) -> int:
        """Do one task now, due or not; 1 where it failed."""
        ended = self._carry_out(task)
        self._heart.end()
        return FAILED if ended.outcome == "failed" else 0

    def _due(self, done: dict[str, Ended]) -> Task | None:
        """The first task that is due and not `done`; None where there is none, or where it can't be told now."""
        now = self._clock.now()
        try:
            kept = self._memory.since(now)
            self._check_clock(kept, now)
            self._look(kept, now)
        except (OSError, sqlite3.Error, ValueError) as error:
            self._say_trouble(error)
            return None
        self._trouble = ""
        return next((c.task for c in self._coming if c.at and c.at <= now and c.task.name not in done), None)

    def _look(self, kept: Kept, now: datetime) -> None:
        """Bring up to date what comes when; asking all boards takes a moment, so it is not done each time."""
        if self._looked_at is None or not timedelta(0) <= now - self._looked_at < self._look_every:
            self._coming = agenda(self._config, kept, self._next_board)
            self._looked_at = now

    def _check_clock(self, kept: Kept, now: datetime) -> None:
        newest = max((run.started_at for run in kept.runs.values()), default=now)
        if newest - now > TOLERATED:
            raise UserError(
                f"the clock was set back: a task began at {newest:%Y-%m-%d %H:%M} UTC, which is yet to come; "
                "nothing is done until then, or until the clock is set right"
            )

    def _carry_out(self, task: Task) -> Ended:
        """Run a task, and remember how it went."""
        began = self._clock.now()
        try:
            self._memory.begin(task.name, began)
            self._log(began, "begin", task=task.name)
            ended = self._run(task, self._clock, lambda: self._heart.beat(self._clock.now(), task.name))
            run = self._memory.end(task.name, self._clock.now(), ended.outcome, ended.note)
        except OSError as error:
            self._say_trouble(error)
            self._clock.wait(TRY_AGAIN.total_seconds())
            return Ended("failed", str(error))
        finally:
            self._looked_at = None
        seconds = round((self._clock.now() - began).total_seconds(), 1)
        self._log(
            self._clock.now(),
            ended.outcome,
            task=task.name,
            note=ended.note,
            seconds=seconds,
            failures=run.failures or None,
        )
        return ended

    def _say_trouble(self, error: Exception) -> None:
        """Say what stands in the way, once until it changes; it is tried again."""
        if not isinstance(error, (OSError, sqlite3.Error)) and not _is_ours(error):
            raise error
        said = f"{error}{next_step(str(error))}"
        if said != self._trouble:
            self._log(self._clock.now(), "trouble", note=said)
        self._trouble = said

    def _pause(self) -> float:
        """Until the next task, or until the boards are looked at again."""
        if self._trouble:
            return TRY_AGAIN.total_seconds()
        now = self._clock.now()
        waits = [coming.at - now for coming in self._coming if coming.at and coming.at > now]
        return max(0.2, min([*waits, self._look_every]).total_seconds())


def _is_ours(error: Exception) -> bool:
    """Whether an error's text was written for a person."""
    return type(error).__module__.partition(".")[0] in {"credtrack", "crawler", "db"}
