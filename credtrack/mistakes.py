"""What is a user's mistake, and how is it told: one clear line and an exit code, never a traceback?"""

import sqlite3
import sys
from collections.abc import Callable

import click


class UserError(ValueError):
    """A user's mistake that the face itself finds; its text is the line that the user reads."""


ROOMS = frozenset({"crawler", "nlp", "db", "claims", "matcher", "credtrack"})
NEXT_STEPS = {
    "no column": "name its columns with --map FIELD=COLUMN, and part them by commas",
    "No such file or directory": "look at its spelling and at the folder that the command runs in",
    "Permission denied": "allow that, or name another",
    "Is a directory": "name a file in it",
    "disk is full": "what was stored before is kept: free some space and run the same command again",
    "Read-only file system": "name a folder that may be written to",
    "No space left": "free some space and run the same command again",
    "database is locked": "another command is writing to it: run this one again when that is done",
    "disk I/O error": "the disk could not be written or read: look at its space and health, and run the same command again",
    "unable to open database file": "its file or folder may not be written to: allow that, or name another with --db",
    "readonly database": "its file or folder may not be written to: allow that, or name another with --db",
}
MISTAKE = 2
STOPPED = 130


def fail(line: str) -> int:
    """Print one line to standard error and return the exit code of a user's mistake."""
    click.echo(f"credtrack: {' '.join(line.split())}", err=True)
    return MISTAKE


def told(run: Callable[[], int | None]) -> int:
    """Run a command and return its exit code: what a user can mend is told in one line.

    A ValueError of one of our own classes is written for the user; any other is a fault of ours and raised.
    """
    try:
        return run() or 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        return stopped()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ValueError as error:
        if type(error).__module__.partition(".")[0] not in ROOMS:
            raise
        return fail(f"{error}{next_step(str(error))}")
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        said = error.strerror or str(error)
        return fail(f"{error.filename or 'the system'}: {said}{next_step(said)}")
    except sqlite3.Error as error:
        return fail(f"the database: {error}{next_step(str(error))}")


def next_step(said: str) -> str:
    """What the user can do about a trouble of the machine; empty where nothing is known."""
    return next((f"; {step}" for words, step in NEXT_STEPS.items() if words in said), "")


def stopped() -> int:
    """Say that the run was stopped by the user, and that nothing stored is lost."""
    click.echo(
        "credtrack: stopped; what was stored is kept, and the same command goes on from there", err=True
    )
    return STOPPED
