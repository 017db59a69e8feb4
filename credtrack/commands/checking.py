"""What does a person have to look after: the installation, and boards that can't be read?"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from crawler.registry import Employer, load
from crawler.run import spiders
from credtrack import checks
from credtrack.checks import Check
from credtrack.commands.options import (
    config_option,
    database_option,
    json_option,
    registry_option,
    to_read,
)
from credtrack.config import Config
from credtrack.coverage import is_reached
from credtrack.terminal import say, show_json, show_table
from db.health import BoardTrouble, boards_in_trouble, faults

NEEDS_A_PERSON = 1


@click.command("doctor")
@database_option
@config_option
@registry_option
@json_option
def doctor_command(database: Path | None, file: Path | None, registry: Path | None, as_json: bool) -> int:
    """Look after the installation, and list the boards that need a person.

    \b
    Example: credtrack doctor

    Looked at are settings, clock, disk, versions, licenses, the database, the site and the schedule.
    Exit code 0: all is well; 1: something needs a person.
    """
    config, found = checks.settings(file, os.environ)
    rows = load(registry or config.registry)
    path = database or config.database
    found += installation(config, rows, path)
    boards, kind = look_at_database(path, found)
    if as_json:
        show_json(
            {
                "checks": list(map(asdict, found)),
                "boards": list(map(asdict, boards)),
                "permissions": {row.slug: row.permission for row in rows if row.permission},
            },
            kind,
        )
    else:
        show(found, boards, rows)
    return 0 if not boards and all(check.well for check in found) else NEEDS_A_PERSON


def installation(config: Config, rows: Sequence[Employer], path: Path) -> Iterator[Check]:
    """All checks but those of the database."""
    yield from checks.names(config, rows)
    yield checks.contact(config)
    yield checks.key(rows, os.environ)
    known = spiders()
    read = sum(is_reached(row, known) for row in rows)
    yield Check("registry", read > 0, f"{len(rows)} boards, {read} can be read")
    backups = config.backup_folder if path == config.database else path.parent
    yield from checks.disk(path, backups)
    yield checks.versions()
    yield checks.licenses()
    yield from checks.schedule(path, datetime.now(UTC))


def look_at_database(path: Path, found: list[Check]) -> tuple[list[BoardTrouble], str]:
    """The boards in trouble and the database's kind ("real" where there is none yet); what else is found is added."""
    now = datetime.now(UTC)
    if not path.exists():
        found += [checks.clock(None, now), Check("database", well=True, found=f"none yet at {path}")]
        return [], "real"
    db, kind = to_read(path)
    wrong = faults(db)
    found += [checks.clock(db, now), Check("database", not wrong, "; ".join(wrong) or f"sound: {path}")]
    boards = boards_in_trouble(db) if not wrong else []
    db.conn.close()
    if not wrong:
        found.append(checks.site(path))
    return boards, kind


def show(found: Sequence[Check], boards: Sequence[BoardTrouble], rows: Sequence[Employer]) -> None:
    """Print what was found."""
    cells = [(check.subject, "well" if check.well else "look", check.found) for check in found]
    show_table("Checks", ("what", "state", "found"), cells)
    if boards:
        table = [(b.source, b.platform, b.why, b.complete_at, b.note) for b in boards]
        show_table("Boards that need a person", ("board", "platform", "why", "last complete", "note"), table)
    permitted = [(row.slug, row.permission) for row in rows if row.permission]
    if permitted:
        show_table("Permissions by hosts' owners", ("board", "who, when, where written"), permitted)
    say(f"{len(boards)} boards need a person; {len(permitted)} permissions are recorded")
