"""What does a person have to look after: settings, disk, database, and boards that can't be read?"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from crawler.options import CONTACT
from crawler.registry import Employer, load, readable
from crawler.run import spiders
from credtrack.commands.options import db_option, json_option, to_read
from credtrack.terminal import say, show_json, show_table
from db.health import BoardTrouble, boards_in_trouble, faults

NEEDS_A_PERSON = 1
LEAST_FREE = 2 * 1024**3
KEY_AND_MAIL = ("CREDTRACK_USAJOBS_KEY", "CREDTRACK_USAJOBS_EMAIL")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is well, and what was found."""

    subject: str
    well: bool
    found: str


@click.command("doctor")
@db_option
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Another registry's folder.",
)
@json_option
def doctor_command(path: Path, registry: Path | None, as_json: bool) -> int:
    """Look after settings, disk and database, and list the boards that need a person.

    \b
    Example: credtrack doctor

    Exit code 0: all is well; 1: something needs a person.
    """
    rows = load(registry)
    checks, boards, kind = examined(path, rows)
    if as_json:
        permitted = {row.slug: row.permission for row in rows if row.permission}
        show_json(
            {
                "checks": list(map(asdict, checks)),
                "boards": list(map(asdict, boards)),
                "permissions": permitted,
            },
            kind,
        )
    else:
        show(checks, boards, rows)
    return 0 if not boards and all(check.well for check in checks) else NEEDS_A_PERSON


def examined(path: Path, rows: tuple[Employer, ...]) -> tuple[list[Check], list[BoardTrouble], str]:
    """All checks, the boards in trouble, and the database's kind ("real" where there is none yet)."""
    checks = [*settings(rows), disk(path)]
    if not path.exists():
        return [*checks, Check("database", well=True, found=f"none yet at {path}")], [], "real"
    db, kind = to_read(path)
    wrong = faults(db)
    checks.append(Check("database", not wrong, "; ".join(wrong) or f"sound: {path}"))
    return checks, boards_in_trouble(db) if not wrong else [], kind


def settings(rows: tuple[Employer, ...]) -> Iterator[Check]:
    """Whether a crawl could start: the contact, the keys, the registry."""
    contact = os.environ.get("CREDTRACK_CONTACT", "")
    well = CONTACT.fullmatch(contact) is not None
    told = f"CREDTRACK_CONTACT={contact}" if contact else "CREDTRACK_CONTACT is not set"
    yield Check("contact", well, told if well else f"{told}; expected an e-mail or web address")
    missing = [name for name in KEY_AND_MAIL if not os.environ.get(name)]
    needed = any(row.platform == "usajobs" for row in rows)
    found = f"{' and '.join(missing)} not set, so USAJOBS is left out" if missing else "set"
    yield Check("USAJOBS key", not (missing and needed), found)
    read = len(readable(rows, spiders()))
    yield Check("registry", read > 0, f"{len(rows)} boards, {read} can be read")


def disk(path: Path) -> Check:
    """Whether there is room beside the database."""
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    return Check("disk", free >= LEAST_FREE, f"{free / 1024**3:,.1f} GB free at {folder}")


def show(checks: list[Check], boards: list[BoardTrouble], rows: tuple[Employer, ...]) -> None:
    """Print what was found."""
    cells = [(check.subject, "well" if check.well else "look", check.found) for check in checks]
    show_table("Checks", ("what", "state", "found"), cells)
    if boards:
        table = [(b.source, b.platform, b.why, b.complete_at, b.note) for b in boards]
        show_table("Boards that need a person", ("board", "platform", "why", "last complete", "note"), table)
    permitted = [(row.slug, row.permission) for row in rows if row.permission]
    if permitted:
        show_table("Permissions by hosts' owners", ("board", "who, when, where written"), permitted)
    say(f"{len(boards)} boards need a person; {len(permitted)} permissions are recorded")
