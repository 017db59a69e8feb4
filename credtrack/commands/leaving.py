"""How do the data leave: as files for others, and as a safe copy of the whole?"""

from pathlib import Path
from typing import cast

import click

from credtrack.commands.options import db_option, to_read
from credtrack.terminal import progress, say
from db.exporting import FORMS, Form, backup, export, export_database

PUBLIC = "db"


@click.command("export")
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS, PUBLIC]),
    default="csv",
    show_default=True,
    help="csv, jsonl, parquet: a folder with a file for each table; db: one SQLite file.",
)
@db_option
def export_command(target: Path, form: str, path: Path) -> None:
    """Write the public tables to TARGET, with a data dictionary: no texts beyond the quoted evidence.

    \b
    Example: credtrack export shared --format parquet
    Example: credtrack export credtrack-public.db --format db

    Nothing is overwritten, and what was begun is not left half. Files of a sample database say so in their names.
    """
    db, _ = to_read(path)
    with progress("tables") as advance:
        if form == PUBLIC:
            written = [export_database(db, target, advance)]
        else:
            written = export(db, target, cast("Form", form), advance)
    size = sum(each.stat().st_size for each in written)
    say(f"{len(written)} {'file' if len(written) == 1 else 'files'}, {size / 1e6:,.1f} MB, in {target}")


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@db_option
def backup_command(target: Path, path: Path) -> None:
    """Copy the whole database to TARGET while it is in use, and check the copy.

    \b
    Example: credtrack backup credtrack-2026-11-22.db

    The copy gets its name only once it is found whole, and nothing is overwritten. To go back to it, stop what
    writes and put it in the database's place.
    """
    db, _ = to_read(path)
    with progress("pages") as advance:
        backup(db, target, advance)
    say(f"a whole copy, checked: {target} ({target.stat().st_size / 1e6:,.1f} MB)")
