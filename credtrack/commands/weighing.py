"""How does a person see what the openings say of the article's claims?"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlite_utils.db import Database

from claims.ledger import Claim, shipped
from claims.left_out import left_out
from claims.openings import Openings
from claims.outcomes import PartResult, Result
from claims.proof import grid, prove
from claims.proof_report import HEADINGS, rows
from claims.proving import KINDS
from claims.results import keep
from claims.verdicts import opened, weigh_claim, weigh_gathered
from claims.wording import figure, interval, rule
from credtrack.accuracy import load as load_accuracy
from credtrack.commands.claim_report import examples, markdown, queries
from credtrack.commands.options import db_option, json_option, to_read
from credtrack.terminal import progress, say, show_json, show_table

SEED = 1
LEFT_OUT = ("openings", "credential", "share", "interval", "named by", "employers")
COLUMNS = ("claim", "verdict", "figure", "interval", "rule", "n", "employers", "reading")


@click.group("claims", invoke_without_command=True)
@db_option
@json_option
@click.option("--markdown", "as_markdown", is_flag=True, help="Print a report in Markdown.")
@click.option(
    "--keep",
    "kept",
    is_flag=True,
    help="Append the verdicts to the history, as provisional; `credtrack schedule` keeps those of each month.",
)
@click.pass_context
def claims_command(context: click.Context, path: Path, as_json: bool, as_markdown: bool, kept: bool) -> None:
    """Weigh the article's claims against the openings of the last year.

    \b
    Example: credtrack claims --json
             credtrack claims show cpc-is-outpatient
    """
    if context.invoked_subcommand is not None:
        return
    db, kind = to_read(path)
    openings = gathered(db)
    results = weigh_gathered(openings, shipped())
    if kept:
        keep(db, results, datetime.now(UTC), scheduled=False)
    if as_json:
        show_json([asdict(result) for result in results], kind)
    elif as_markdown:
        click.echo(markdown(results, kind, openings.window.frame))
    else:
        show_verdicts(results)


@claims_command.command("show")
@click.argument("name", metavar="ID")
@db_option
def show_command(name: str, path: Path) -> None:
    """Show one claim whole: its rule, its figures, the SQL behind them, and some of the openings.

    \b
    Example: credtrack claims show cpc-is-outpatient
    """
    claim = shipped().find(name)
    db, _ = to_read(path)
    show_claim(db, weigh_claim(gathered(db), shipped(), claim))


@claims_command.command("left-out")
@db_option
@json_option
def left_out_command(path: Path, as_json: bool) -> None:
    """Rank the credentials that employers ask for and the article leaves out, by setting and kind of work.

    \b
    Example: credtrack claims left-out
    """
    db, kind = to_read(path)
    found = left_out(gathered(db))
    if as_json:
        show_json([asdict(row) for row in found], kind)
        return
    rows = [
        (
            row.grouping.replace("_", " "),
            row.credential,
            f"{row.share.estimate:.1%}",
            f"{row.share.low:.1%} to {row.share.high:.1%}",
            row.named,
            row.share.employers,
        )
        for row in found
    ]
    show_table("What the article leaves out", LEFT_OUT, rows)


@claims_command.command("prove")
@click.option(
    "--markets", default=200, show_default=True, type=click.IntRange(10, 100_000), help="For each cell."
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(sorted(KINDS)), help="Only these figures.")
@json_option
def prove_command(markets: int, kinds: tuple[str, ...], as_json: bool) -> None:
    """Draw markets of known truth and count how often intervals hold it and verdicts are right.

    \b
    Example: credtrack claims prove --kind share --markets 1500
    """
    tallies = []
    with progress("markets") as advance:
        cells = list(grid(list(kinds or KINDS)))
        for cell in cells:
            tallies.append(prove(cell, markets, SEED, shipped().minimums))
            advance(markets, len(cells) * markets)
    if as_json:
        show_json([asdict(tally) for tally in tallies], "real")
    else:
        show_table("What the verdicts come to on markets of known truth", HEADINGS, rows(tallies))


def gathered(db: Database) -> Openings:
    """The openings as of today; the tagger's counts are brought up to date before."""
    load_accuracy(db)
    return opened(db, shipped(), datetime.now(UTC).date())


def newest(db: Database) -> list[Result]:
    """The verdicts on all claims as of today."""
    return weigh_gathered(gathered(db), shipped())


def show_verdicts(results: Sequence[Result]) -> None:
    """Print a table of verdicts, one line for each figure that a claim rests on."""
    rows = [row for result in results for row in lines(result)]
    show_table("The article's claims (provisional verdicts)", COLUMNS, rows)
    if results:
        say(window(results[0].since, results[0].until))


def show_claim(db: Database, result: Result) -> None:
    """Print one claim with all that its verdict rests on."""
    claim = result.claim
    for name, words in facts(claim, result):
        click.echo(f"{name + ':':<12} {words}")
    for part in result.parts:
        click.echo(f"\n{part.part.label or 'figure'}: {part.verdict}")
        show_part(part)
    for note in result.notes:
        click.echo(f"\n{note}")
    for query in queries(claim):
        click.echo(f"\n{query}")
    rows = examples(db, claim)
    if rows:
        show_table("Some of the openings", ("opening", "title", "employer", "meets it", "url"), rows)


def facts(claim: Claim, result: Result) -> list[tuple[str, str]]:
    """What stands above a claim's figures."""
    return [
        ("claim", claim.statement),
        ("section", claim.section),
        ("asked of", claim.population or "nothing here"),
        ("rule", claim.rule),
        ("verdict", f"{result.verdict} (provisional)"),
        ("reading", result.reading),
        ("openings", window(result.since, result.until)),
    ]


def show_part(result: PartResult) -> None:
    """Print one figure: its numbers, what it would be in other frames, and what would flip it."""
    part = result.part
    for name, found in (
        ("raw", result.estimate),
        ("tagger's errors carried through", result.corrected),
        ("weighted to employment", result.weighted),
        ("employers once each", result.once),
    ):
        if found is not None:
            support = f"{found.n:,} openings, {found.employers} employers ({found.effective_employers:.0f} effective)"
            words = f"{figure(part, found.value)} ({interval(part, found)}), p = {found.p:.3g}"
            click.echo(f"  {name}: {words}; rule: {rule(part)}; {support}")
    click.echo(f"  left unsaid by {result.unknown_share:.0%}")
    for words in (result.reason, result.note):
        if words:
            click.echo(f"  {words}")
    if result.flips_under:
        click.echo(f"  would not stand with {'; nor with '.join(result.flips_under)}")


def window(since: date, until: date) -> str:
    """Which openings the verdicts rest on, in a sentence."""
    return f"Openings first posted from {since} to {until} on boards that were completely crawled before."


def lines(result: Result) -> list[tuple[object, ...]]:
    """A claim's verdict and figures as rows of the table."""
    rows = [figures(part) for part in result.parts] or [("", "", "", 0, 0)]
    first = [(result.claim.id, result.verdict, *rows[0], result.reading)]
    return first + [
        ("", part.verdict, *row, part.part.label)
        for part, row in zip(result.parts[1:], rows[1:], strict=True)
    ]


def figures(result: PartResult) -> tuple[object, ...]:
    """A figure, its interval, its rule and what it rests on, as a person reads them."""
    part, found = result.part, result.estimate
    if found is None:
        return "", "", rule(part), 0, 0
    return figure(part, found.value), interval(part, found), rule(part), found.n, found.employers
