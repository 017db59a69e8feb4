"""How is each task of the played schedule run, and how does misfortune strike it?"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from random import Random
from time import monotonic

from crawler.registry import Employer
from credtrack.config import Config
from credtrack.sample.server import Boards
from credtrack.schedule.agenda import CRAWL, Task
from credtrack.schedule.children import Ended
from credtrack.schedule.clock import Clock
from credtrack.soak.child import Order, Report, work
from credtrack.soak.misfortunes import Fate

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["credtrack.soak.child"])
USUAL = 0.3
LITTLE_ROOM = 24 * 1024
A_MINUTE = 60.0


class KilledError(RuntimeError):
    """The schedule itself is killed at this moment: nothing after it is carried out."""


@dataclass(slots=True)
class Measures:
    """What was seen on the way: by task the seconds, memory and handles of each run, and what struck how often."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    megabytes: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    handles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    struck: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    failed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PlayedRunner:
    """Runs tasks in forked processes against the sample boards, on the clock's day, as fate has it."""

    config: Config
    well: Boards
    ill: Boards
    fate: Fate
    last_day: date
    rng: Random
    measures: Measures = field(default_factory=Measures)

    def __call__(self, task: Task, clock: Clock, alive: Callable[[], None]) -> Ended:
        """Run a task to its end, good or bad."""
        alive()
        day = min(clock.now().date(), self.last_day)
        if task.name == CRAWL:
            self.well.move_to(day)
            self.ill.move_to(day)
        strike = self.fate.take(day, task.name)
        if strike:
            self.measures.struck[strike.name] += 1
        ended = self._run(task, clock, self.employers(day), strike.how if strike else None)
        clock.wait(A_MINUTE)
        return ended

    def employers(self, day: date) -> tuple[Employer, ...]:
        """The registry of that day: a board that is ill answers from the ill host."""
        ill = self.fate.ill(day)
        rows = {row.slug: row for row in self.ill.registry}
        return tuple(rows[row.slug] if row.slug in ill else row for row in self.well.registry)

    def _run(self, task: Task, clock: Clock, employers: tuple[Employer, ...], how: str | None) -> Ended:
        room = LITTLE_ROOM if how == "full disk" else None
        patience = 0.2 if how == "lock" else 30.0
        order = Order(task.name, self.config, clock.now(), employers, room, patience)
        kill_after = None
        if how in {"kill", "kill all"}:
            usual = self.measures.seconds[task.name][-1:] or [USUAL]
            kill_after = self.rng.uniform(0.05, 0.9) * usual[0]
        with self._locked(how == "lock"):
            report = self._child(order, kill_after)
        if how == "kill all":
            raise KilledError
        if report is None:
            return Ended("failed", "it was killed (signal 9)")
        if not report.well:
            self.measures.failed.append(f"{how or 'nothing'}: {task.name}: {report.note}")
        return Ended("done" if report.well else "failed", report.note)

    def _child(self, order: Order, kill_after: float | None) -> Report | None:
        """A child's report; None where it was killed, or ended without a word."""
        ours, theirs = CONTEXT.Pipe()
        child = CONTEXT.Process(target=work, args=(theirs, order))
        began = monotonic()
        child.start()
        theirs.close()
        report: Report | None = None
        with closing(ours), suppress(EOFError):
            report = ours.recv() if ours.poll(kill_after) else None
        if report is None:
            child.kill()
        child.join()
        child.close()
        if report:
            self._measure(order.task, report, monotonic() - began)
        return report

    def _measure(self, task: str, report: Report, seconds: float) -> None:
        self.measures.seconds[task].append(seconds)
        self.measures.megabytes[task].append(report.megabytes)
        self.measures.handles[task].append(report.handles)

    @contextmanager
    def _locked(self, is_locked: bool) -> Iterator[None]:
        """Hold the database as another program would that forgot to end its transaction."""
        if not is_locked or not self.config.database.exists():
            yield
            return
        with closing(sqlite3.connect(self.config.database, isolation_level=None)) as other:
            other.execute("begin immediate")
            yield
            other.execute("rollback")
