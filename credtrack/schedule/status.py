"""How is the schedule: what ran last and how, what comes next, does it live, and which boards need a person?"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from crawler.registry import Employer
from credtrack.config import Config
from credtrack.schedule.agenda import agenda
from credtrack.schedule.boards import NextBoard, next_board
from credtrack.schedule.heartbeat import last_beat
from credtrack.schedule.memory import Kept, Memory
from db.connect import connect
from db.health import BoardTrouble, boards_in_trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """One task: its last run (UTC, outcome "running" where it has not ended), and when it comes next."""

    task: str
    says: str
    started_at: datetime | None
    outcome: str | None
    done_at: datetime | None
    failures: int
    note: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The whole schedule; `troubles` are lines for a person, empty where all is well."""

    alive: bool
    beat_at: datetime | None
    at_work_on: str | None
    tasks: tuple[TaskStatus, ...]
    frozen: tuple[str, ...]
    boards: int
    troubles: tuple[str, ...]


def status(config: Config, employers: Sequence[Employer], now: datetime) -> Status:
    """How the schedule of a database stands at a moment (UTC)."""
    kept = Memory(config.database).read() or Kept(now, {})
    beat = last_beat(config.database)
    tasks = tuple(task_statuses(config, kept, next_board(config, lambda: employers)))
    boards = _boards(config)
    frozen = tuple(board.source for board in boards if board.why == "frozen")
    alive = beat is not None and beat.lives(now)
    troubles = list(_of_tasks(tasks))
    if beat and not alive:
        troubles.insert(0, f"the schedule has shown no sign of life since {beat.at:%Y-%m-%d %H:%M} UTC")
    if frozen:
        troubles.append(f"{len(frozen)} boards are frozen; credtrack doctor names them")
    return Status(
        alive=alive,
        beat_at=beat.at if beat else None,
        at_work_on=beat.task if beat and alive else None,
        tasks=tasks,
        frozen=frozen,
        boards=len(employers),
        troubles=tuple(troubles),
    )


def task_statuses(config: Config, kept: Kept, first_board: NextBoard) -> Iterator[TaskStatus]:
    """Each task with its last run and when it comes next."""
    for coming in agenda(config, kept, first_board):
        run = kept.runs.get(coming.task.name)
        yield TaskStatus(
            task=coming.task.name,
            says=coming.task.says,
            started_at=run.started_at if run else None,
            outcome=(run.outcome or "running") if run else None,
            done_at=run.done_at if run else None,
            failures=run.failures if run else 0,
            note=run.note if run else "",
            next_at=coming.at,
        )


def short(moment: datetime | None) -> str:
    """A moment to the minute; empty where there is none."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _of_tasks(tasks: Sequence[TaskStatus]) -> Iterator[str]:
    for task in tasks:
        if task.failures:
            times = "the last time" if task.failures == 1 else f"{task.failures} times in a row"
            yield f"{task.task} failed {times}: {task.note}"


def _boards(config: Config) -> list[BoardTrouble]:
    if not config.database.exists():
        return []
    db = connect(config.database, readonly=True)
    with closing(db.conn):
        return boards_in_trouble(db)
