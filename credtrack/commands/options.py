"""Which options do several commands share, and how is a database opened for them?"""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from sqlite_utils.db import Database

from credtrack.paths import default_database
from credtrack.terminal import notice
from db.connect import Kind, connect, kind_of

P = ParamSpec("P")
R = TypeVar("R")


def db_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add `--db PATH` to a command."""
    return click.option(
        "--db",
        "path",
        type=click.Path(path_type=Path, dir_okay=False),
        default=default_database,
        show_default="credtrack.db in the user's data folder",
        help="The database.",
    )(command)


def json_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add `--json` to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program to read.")(command)


def to_read(path: Path) -> tuple[Database, Kind]:
    """Open a database that must exist, and say SAMPLE DATA where it is a sample."""
    db = connect(path)
    kind = kind_of(db)
    notice(kind)
    return db, kind


def to_fill(path: Path, kind: Kind) -> Database:
    """Open a database to write into, made where it is missing; one of the other kind is refused."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return connect(path, kind=kind)
