"""How does a person crawl the employers' boards?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from sqlite_utils.db import Database

from crawler.options import Options
from crawler.posting import BoardReport
from crawler.registry import Employer, load, readable
from crawler.run import spiders
from credtrack.commands.options import db_option, json_option, registry_option, to_fill
from credtrack.config import load as load_config
from credtrack.crawling import alone, crawl_boards
from credtrack.mistakes import UserError
from credtrack.resuming import begin, end
from credtrack.tagging_beside import tagging_beside
from credtrack.terminal import progress, say, show_json, show_table

SOME_BOARDS_FAILED = 1
FINE = frozenset({"complete", "refused"})
REPORT = ("source", "outcome", "advertised", "listed", "fetched", "skipped", "blocked", "failed", "note")


@click.command("crawl")
@db_option
@click.option(
    "--contact",
    default=lambda: load_config().contact,
    show_default="as it was set",
    help="Your e-mail or web address, sent to every board asked.",
)
@click.option("--platform", help="Only boards on this platform.")
@click.option(
    "--employer", "slugs", multiple=True, help="Only this employer's board (its slug); may be repeated."
)
@registry_option
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep what the boards answer in this folder, as WARC.",
)
@click.option(
    "--resume/--afresh",
    default=True,
    show_default=True,
    help="Go on with a crawl of the same boards that was broken off within a day, or begin anew.",
)
@click.option("--no-tag", is_flag=True, help="Store the postings, and tag them another time.")
@json_option
def crawl_command(
    path: Path,
    contact: str | None,
    platform: str | None,
    slugs: tuple[str, ...],
    registry: Path | None,
    archive: Path | None,
    resume: bool,
    no_tag: bool,
    as_json: bool,
) -> int:
    """Read employers' boards and keep their postings.

    \b
    Example: credtrack crawl --contact you@example.org --platform greenhouse

    Exit code 0: every board was read to its end or refused us; 1: some were not, and the report says which.
    """
    if not contact:
        raise UserError(
            "a crawl needs an address at which the boards' owners reach you: --contact or CREDTRACK_CONTACT"
        )
    employers = chosen(load(registry), platform, slugs)
    db = to_fill(path, "real")
    options = Options(contact=contact, archive=archive)
    crawl = crawl_or_resume if no_tag else crawl_and_tag
    reports = crawl(path, db, employers, options, afresh=not resume)
    show_reports(reports, as_json=as_json)
    return exit_code(reports)


def exit_code(reports: Sequence[BoardReport]) -> int:
    """0 where every board was read to its end or refused us, else 1."""
    return 0 if all(report.outcome in FINE for report in reports) else SOME_BOARDS_FAILED


def crawl_and_tag(
    path: Path, db: Database, employers: Sequence[Employer], options: Options, *, afresh: bool
) -> list[BoardReport]:
    """Crawl as `crawl_or_resume`, with a second process that tags beside it and what is left at the end."""
    with tagging_beside(path) as beside:
        reports = crawl_or_resume(path, db, employers, options, afresh=afresh)
        with progress("tagged") as advance:
            beside.finish(db, advance)
    return reports


def crawl_or_resume(
    path: Path, db: Database, employers: Sequence[Employer], options: Options, *, afresh: bool
) -> list[BoardReport]:
    """Crawl the boards, or those that a broken-off crawl has left; the reports of this time alone."""
    with alone(db):  # a crawl that is turned away must not forget what the other one has begun
        begun = begin(path, db, employers, options.now(), afresh=afresh)
        if begun.resumed:
            say(
                f"going on with the crawl of {begun.started_at:%Y-%m-%d %H:%M} UTC: {len(begun.left)} boards are left"
            )
        with progress("postings") as advance:
            reports = crawl_boards(db, begun.left, options, advance)
        end(path)
    return reports


def chosen(rows: Sequence[Employer], platform: str | None, slugs: tuple[str, ...]) -> Sequence[Employer]:
    """The rows that were asked for and can be read; raises UserError where none is."""
    by_slug = {row.slug: row for row in rows}
    for slug in slugs:
        if slug not in by_slug:
            raise UserError(f"--employer {slug}: no such row; `credtrack sources list` shows them")
    if platform and platform not in {row.platform for row in rows}:
        raise UserError(
            f"--platform {platform}: expected one of {', '.join(sorted({row.platform for row in rows}))}"
        )
    wanted = (
        [by_slug[slug] for slug in slugs]
        if slugs
        else [r for r in rows if not platform or r.platform == platform]
    )
    kept = readable(wanted, spiders())
    if not kept:
        raise UserError(
            f"none of the {len(wanted)} boards asked for is on a platform that can be read yet; `credtrack sources list` shows which are"
        )
    return kept


def show_reports(reports: Sequence[BoardReport], *, as_json: bool) -> None:
    """Print how each board's crawl went."""
    rows = [
        asdict(report) | {"listed": len(report.listed), "closed": len(report.closed)} for report in reports
    ]
    if as_json:
        show_json(rows, "real")
        return
    if reports:
        show_table("Boards", REPORT, [[row[name] for name in REPORT] for row in rows])
    counts = Counter(report.outcome for report in reports)
    say(f"{len(reports)} boards: " + ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items())))
    if set(counts) == {"failed"}:
        say("no board could be read: look at this machine's network, then run the same command again")
