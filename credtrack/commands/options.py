"""Which options do several commands share, and how is a database opened for them?"""

from pathlib import Path

import click
from sqlite_utils.db import Database

from credtrack.paths import default_database
from credtrack.terminal import notice
from db.connect import Kind, connect, kind_of

FILE = click.Path(path_type=Path, dir_okay=False)

db_option = click.option(
    "--db",
    "path",
    type=FILE,
    default=default_database,
    show_default="credtrack.db in the user's data folder",
    help="The database.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program to read.")
registry_option = click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Another registry's folder.",
)
# For commands that read the settings: what is not said here is taken from them.
config_option = click.option("--config", "file", type=FILE, help="The settings' file.")
database_option = click.option("--db", "database", type=FILE, help="The database.")


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
