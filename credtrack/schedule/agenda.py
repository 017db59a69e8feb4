"""Which task is due at a moment, and when does each come next?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]  # ships no types

from credtrack.config import Config
from credtrack.schedule.boards import NextBoard
from credtrack.schedule.memory import Kept, Run

CRAWL = "crawl"
FIRST_RETRY = timedelta(minutes=5)
LAST_RETRY = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that the schedule does; without `at` it comes when boards are due."""

    name: str
    says: str
    hours: int
    at: str | None = None
    fields: str = ""

    def cron(self, config: Config) -> str:
        """The cron line by which the task comes, in the settings' zone."""
        moment: time = getattr(config, (self.at or "").replace(".", "_"))
        return f"{moment.minute} {moment.hour} {self.fields}"


@dataclass(frozen=True, slots=True)
class Coming:
    """A task and when it is due (UTC); None where nothing is known of when, as with no board to read."""

    task: Task
    at: datetime | None


@cache
def tasks() -> Mapping[str, Task]:
    """What the schedule does, by name, in the order in which things due at once are done."""
    told = tomllib.loads(Path(__file__).with_name("tasks.toml").read_text(encoding="utf-8"))
    return {name: Task(name=name, **table) for name, table in told.items()}


def agenda(config: Config, kept: Kept, next_board: NextBoard) -> list[Coming]:
    """When each task is due."""
    return [Coming(task, _due(task, config, kept, next_board)) for task in tasks().values()]


def _due(task: Task, config: Config, kept: Kept, next_board: NextBoard) -> datetime | None:
    """A missed turn is due since it was missed, however many were: it is made up once."""
    run = kept.runs.get(task.name)
    if run is not None and (again := _again(run)):
        return again
    if task.name != CRAWL:
        return _next_by_cron(task.cron(config), config, run.started_at if run else kept.since)
    first = next_board(kept.since)
    if first is None or run is None:
        return first
    return max(first, run.started_at + config.crawl_every)


def _again(run: Run) -> datetime | None:
    """When a run that failed, or was killed or stopped, is taken up again; None where it was done."""
    if run.outcome == "done":
        return None
    if run.outcome == "stopped":
        return run.finished_at
    failures = run.failures if run.finished_at else run.failures + 1  # without an end it was killed
    doublings: int = min(max(0, failures - 1), 12)
    back_off = min(FIRST_RETRY * (1 << doublings), LAST_RETRY)
    return (run.finished_at or run.started_at) + back_off


def _next_by_cron(line: str, config: Config, after: datetime) -> datetime:
    """The first time after a moment at which a cron line comes."""
    found: datetime = _trigger(line, config.timezone).get_next_fire_time(after, after)
    return found.astimezone(after.tzinfo)


@cache
def _trigger(line: str, zone: ZoneInfo) -> CronTrigger:
    return CronTrigger.from_crontab(line, timezone=zone)
