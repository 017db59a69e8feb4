"""How does a person have credtrack do its work by itself, and see how it goes?"""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from filelock import FileLock, Timeout

from credtrack.commands.options import config_option, database_option, json_option
from credtrack.config import Config, load
from credtrack.mistakes import UserError, fail
from credtrack.schedule.clock import SystemClock
from credtrack.schedule.printing import KINDS, files_of
from credtrack.schedule.status import TaskStatus, short, status
from credtrack.terminal import say, show_json, show_table

ALREADY_RUNNING = 3
NEEDS_A_PERSON = 1
COLUMNS = ("task", "last", "how it went", "next", "what it came to")


def settings(file: Path | None, database: Path | None) -> Config:
    """The settings, in which `--config` and `--db` win; the processes that are started get the same."""
    if file:
        os.environ["CREDTRACK_CONFIG"] = str(file.absolute())
    if database:
        os.environ["CREDTRACK_DATABASE"] = str(database.absolute())
    return load()


@click.command("schedule")
@config_option
@database_option
@click.option("--once", is_flag=True, help="Do what is due now, and end: for cron, timers and the like.")
@click.option("--task", help="Do this task now, due or not, and end.")
@click.option("--print", "kind", type=click.Choice(KINDS), help="Write ready files instead, for this system.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Where to write them."
)
def schedule_command(
    file: Path | None, database: Path | None, once: bool, task: str | None, kind: str | None, out: Path
) -> int:
    """Crawl, tag, weigh, back up and tidy by itself, each in its time, until stopped.

    \b
    Example: credtrack schedule
             credtrack schedule --once
             credtrack schedule --print systemd --out units

    Exit code 0: stopped, or all that was due is done; 1: a task failed (--once, --task); 3: another one runs.
    """
    config = settings(file, database)
    if kind:
        for path in files_of(kind, config, out):
            say(f"written: {path}")
        return 0
    return run(config, once=once, task=task)


def run(config: Config, *, once: bool, task: str | None) -> int:
    """Run the schedule, or one task of it, while no other does on this database."""
    from credtrack.schedule.agenda import tasks
    from credtrack.schedule.running import run_schedule, run_task

    if task and task not in tasks():
        raise UserError(f"--task {task}: expected one of {', '.join(tasks())}")
    config.database.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(config.database.with_name(f"{config.database.name}.schedule.lock"), timeout=0)
    try:
        with lock, stopped_by_signals() as clock:
            return run_task(config, clock, task) if task else run_schedule(config, clock, once=once)
    except Timeout:
        fail(f"{config.database}: a schedule runs on it already; `credtrack status` shows it")
        return ALREADY_RUNNING


@contextmanager
def stopped_by_signals() -> Iterator[SystemClock]:
    """A clock that stops at SIGTERM and at Ctrl-C."""
    clock = SystemClock()
    before = {name: signal.signal(name, lambda *_: clock.stop()) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield clock
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


@click.command("status")
@config_option
@database_option
@json_option
@click.option("--quiet", is_flag=True, help="Print nothing; the exit code says it.")
@click.option("--alive", is_flag=True, help="Ask only whether the schedule shows signs of life.")
def status_command(file: Path | None, database: Path | None, as_json: bool, quiet: bool, alive: bool) -> int:
    """Show what the schedule did last and does next, what failed, and which boards are frozen.

    \b
    Example: credtrack status --json

    Exit code 0: all is well; 1: something needs a person (with --alive: no sign of life for five minutes).
    """
    from credtrack.schedule.errand import boards
    from credtrack.schedule.heartbeat import last_beat

    config, now = settings(file, database), datetime.now(UTC)
    if alive:
        beat = last_beat(config.database)
        lives = beat is not None and beat.lives(now)
        if not quiet:
            say(f"last sign of life: {beat.at:%Y-%m-%d %H:%M:%S} UTC" if beat else "no schedule runs")
        return 0 if lives else NEEDS_A_PERSON
    found = status(config, boards(config), now)
    if as_json:
        show_json(asdict(found), "real")
    elif not quiet:
        show_status(found.tasks, found.troubles, alive=found.alive)
    return NEEDS_A_PERSON if found.troubles else 0


def show_status(tasks: Sequence[TaskStatus], troubles: Sequence[str], *, alive: bool) -> None:
    """Print the tasks and what needs a person."""
    cells = [
        (each.task, short(each.started_at), each.outcome or "", short(each.next_at), each.note)
        for each in tasks
    ]
    show_table("Tasks (UTC)", COLUMNS, cells)
    say("the schedule runs" if alive else "no schedule runs on this database")
    for line in troubles:
        say(line)
