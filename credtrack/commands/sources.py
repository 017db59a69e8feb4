"""Who is in the registry of employers, and which of their boards can be read?"""

from collections import Counter
from collections.abc import Container
from dataclasses import asdict

import click

from crawler.registry import Employer, load, readable
from crawler.run import spiders
from credtrack.commands.options import json_option
from credtrack.mistakes import UserError
from credtrack.terminal import say, show_json, show_table


@click.group("sources")
def sources_command() -> None:
    """List and check the registry of employers and their boards."""


@sources_command.command("list")
@click.option("--platform", help="Only boards on this platform.")
@json_option
def list_sources(platform: str | None, as_json: bool) -> None:
    """List the boards in the registry.

    \b
    Example: credtrack sources list --platform greenhouse
    """
    read = spiders()
    rows = [row for row in load() if not platform or row.platform == platform]
    if as_json:
        show_json([asdict(row) | {"has_reader": row.platform in read} for row in rows], "real")
        return
    columns = ("slug", "name", "kind", "state", "platform", "status")
    cells = [(r.slug, r.name, r.kind, r.hq_state, r.platform, status(r, read)) for r in rows]
    show_table(f"{len(rows)} boards", columns, cells)


@sources_command.command("show")
@click.argument("slug")
def show_source(slug: str) -> None:
    """Show one row of the registry.

    \b
    Example: credtrack sources show bayada
    """
    (row,) = chosen_rows(slug)
    show_table(
        slug, ("key", "value"), [(key, value) for key, value in asdict(row).items() if value is not None]
    )


@sources_command.command("check")
def check_sources() -> None:
    """Check every row of the registry, and count those that can be read.

    \b
    Example: credtrack sources check
    """
    rows = load()
    read = spiders()
    counts = Counter((row.platform, status(row, read)) for row in rows)
    show_table(
        "Boards by platform",
        ("platform", "status", "boards"),
        [(*key, n) for key, n in sorted(counts.items())],
    )
    say(f"{len(rows)} rows are in order; {len(readable(rows, read))} can be read")


def status(row: Employer, read: Container[str]) -> str:
    """Whether a spider reads the row's platform."""
    return "can be read" if row.platform in read else "no reader"


def chosen_rows(slug: str) -> list[Employer]:
    """The row of that slug in a list of one; raises UserError where there is none."""
    rows = [row for row in load() if row.slug == slug]
    if not rows:
        raise UserError(f"{slug}: no such row; `credtrack sources list` shows them")
    return rows
