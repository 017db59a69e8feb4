"""Who is in the registry of employers, and which of their boards can be read?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from crawler.board_spider import BoardSpider
from crawler.registry import KINDS, SETTINGS, Employer, load
from crawler.registry_rows import add, host_in, recognized, slug_of
from crawler.run import spiders
from credtrack.commands.options import json_option
from credtrack.coverage import is_reached, reach, short_of
from credtrack.mistakes import UserError
from credtrack.terminal import say, show_json, show_table


def upper(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A state as its two capitals."""
    return value.upper() if value else None


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
    row = next((row for row in load() if row.slug == slug), None)
    if row is None:
        raise UserError(f"{slug}: no such row; `credtrack sources list` shows them")
    show_table(
        slug,
        ("key", "value"),
        [(key, value) for key, value in asdict(row).items() if value not in (None, ())],
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
    say(f"{len(rows)} rows are in order; {sum(is_reached(row, read) for row in rows)} can be read")


@sources_command.command("add")
@click.argument("address")
@click.option("--name", required=True, help="The employer's name.")
@click.option("--kind", required=True, type=click.Choice(sorted(KINDS)), help="What kind of employer it is.")
@click.option("--setting", type=click.Choice(SETTINGS), help="Its care setting, where you are sure of it.")
@click.option("--parent", help="The organization that it belongs to.")
@click.option("--state", callback=upper, help="Where its seat is: OH.")
@click.option(
    "--platform", help="The platform, for a front on the employer's own host: phenom, talentbrew, jsonld."
)
@click.option(
    "--registry", type=click.Path(path_type=Path, file_okay=False), help="Another registry's folder."
)
def add_source(
    address: str,
    name: str,
    kind: str,
    setting: str | None,
    parent: str | None,
    state: str | None,
    platform: str | None,
    registry: Path | None,
) -> None:
    """Add an employer's board, recognized from the ADDRESS of its careers page.

    \b
    Example: credtrack sources add https://jobs.lever.co/acme --name "Acme Health" --kind "physician group"
    """
    platform, board = board_at(address, platform)
    slug = slug_of(name)
    if not slug:
        raise UserError(f"--name {name!r}: expected a name with letters or digits")
    row = Employer(
        slug=slug,
        name=name,
        kind=kind,
        platform=platform,
        board=board,
        confidence="medium",
        source=f"added by hand on {datetime.now(UTC).date()} from {address}",
        hq_state=state,
        parent=parent,
        setting=setting,
    )
    path = add(row, registry)
    say(f"{row.slug}: written into {path}; {status(row, spiders())}: {platform}, {board}")


@sources_command.command("coverage")
@json_option
def show_coverage(as_json: bool) -> None:
    """Show how many parents can be reached in each setting, and which claims that is too few for.

    \b
    Example: credtrack sources coverage
    """
    from claims.ledger import shipped  # imported late, for no other command on the registry needs it

    ledger, reaches = shipped(), reach(load(), spiders())
    short = short_of(ledger, reaches)
    table = [
        (name, len(one.parents), len(one.reached), ", ".join(claim.id for claim in short.get(name, ())))
        for name, one in reaches.items()
    ]
    columns = ("setting", "parents", "reached", "claims that can't be decided")
    if as_json:
        show_json([dict(zip(columns, row, strict=True)) for row in table], "real")
        return
    show_table("Coverage by setting", columns, table)
    say(f"a claim needs {ledger.minimums.min_employers} employers on each side that it compares")


def board_at(address: str, platform: str | None) -> tuple[str, str]:
    """The platform and the board of a careers address; raises UserError where the platform can't be told."""
    found = recognized(address)
    if found and platform in (None, found[0]):
        return found
    if platform is None:
        raise UserError(
            f"{address}: no platform is known by this address; a front on the employer's own host needs --platform"
        )
    known = sorted({row.platform for row in load()} | {"jsonld"})
    if platform not in known:
        raise UserError(f"--platform {platform}: expected one of {', '.join(known)}")
    return platform, host_in(address)


def status(row: Employer, read: Mapping[str, type[BoardSpider]]) -> str:
    """Whether a board can be read: by a spider, and by its host's leave."""
    if is_reached(row, read):
        return "can be read"
    return "list refused" if row.platform in read else "no reader"
