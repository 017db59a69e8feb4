"""How is the schedule put together on this machine: real clock, processes, log on standard output?"""

import click

from credtrack.config import Config
from credtrack.schedule.agenda import tasks
from credtrack.schedule.boards import next_board
from credtrack.schedule.children import Children
from credtrack.schedule.clock import SystemClock
from credtrack.schedule.errand import boards
from credtrack.schedule.log import lines
from credtrack.schedule.loop import Schedule
from db.connect import connect


def schedule_of(config: Config, clock: SystemClock) -> Schedule:
    """The schedule of this installation."""
    first = next_board(config, lambda: boards(config))
    return Schedule(config, clock, Children(), first, lines(click.echo))


def run_schedule(config: Config, clock: SystemClock, *, once: bool) -> int:
    """Run until the clock is stopped, or (`once`) until nothing is due; the exit code.

    A database is made at once where there is none, so that a site can be started beside the schedule.
    """
    if not config.database.exists():
        connect(config.database, kind="real").conn.close()
    return schedule_of(config, clock).work(once=once)


def run_task(config: Config, clock: SystemClock, name: str) -> int:
    """Run one task now; the exit code."""
    return schedule_of(config, clock).work_on(tasks()[name])
