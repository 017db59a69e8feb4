"""The process that does one task for the schedule, and ends with it: `python -m credtrack.schedule.errand TASK`."""

import os
import signal
import sys
from datetime import UTC, datetime
from threading import Thread

import click
from filelock import FileLock, Timeout

from crawler.options import Options
from crawler.registry import Employer, load
from credtrack.config import Config
from credtrack.config import load as load_config
from credtrack.mistakes import UserError, told
from credtrack.schedule.errands import Ground, carry_out

PATIENCE = 20.0


def main() -> None:
    """Do the task that was named, print what it came to, and exit with a command's codes."""
    Thread(target=end_with_parent, daemon=True).start()
    sys.exit(told(lambda: run(sys.argv[1])))


def end_with_parent() -> None:
    """Stop when the schedule is gone, however it went: it holds the other end of standard input."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def run(name: str) -> int:
    """Do a task while no other process of the schedule does one on the same database."""
    config = load_config()
    lock = FileLock(config.database.with_name(f"{config.database.name}.errand.lock"), timeout=PATIENCE)
    try:
        with lock:
            click.echo(carry_out(name, ground_of(config)))
    except Timeout as error:
        raise UserError(
            f"{config.database}: another task of a schedule is still at it; run this again when that is done"
        ) from error
    return 0


def ground_of(config: Config) -> Ground:
    """What an errand stands on in earnest."""
    return Ground(
        config=config,
        now=datetime.now(UTC),
        employers=lambda: boards(config),
        options=Options(contact=config.contact or None, archive=config.archive),
    )


def boards(config: Config) -> tuple[Employer, ...]:
    """The boards of the registry that can be read."""
    from crawler.run import spiders  # imported late: the spiders take a second
    from credtrack.coverage import is_reached

    read = spiders()
    return tuple(row for row in load(config.registry) if is_reached(row, read))


if __name__ == "__main__":
    main()
