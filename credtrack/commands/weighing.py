"""How does a person see what the openings say of the article's claims?"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlite_utils.db import Database

from claims.ledger import load
from claims.verdicts import PartResult, Result, weigh
from credtrack.commands.options import db_option, json_option, to_read
from credtrack.terminal import say, show_json, show_table

COLUMNS = ("claim", "verdict", "share", "interval", "rule", "n", "employers", "reading")


@click.command("claims")
@db_option
@json_option
def claims_command(path: Path, as_json: bool) -> None:
    """Weigh the article's claims against the openings of the last year.

    \b
    Example: credtrack claims --json
    """
    db, kind = to_read(path)
    results = newest(db)
    if as_json:
        show_json([asdict(result) | {"reading": result.reading} for result in results], kind)
    else:
        show_verdicts(results)


def newest(db: Database) -> list[Result]:
    """The verdicts on all claims as of today."""
    return weigh(db, load(), datetime.now(UTC).date())


def show_verdicts(results: Sequence[Result]) -> None:
    """Print a table of verdicts, one line for each share that a claim rests on."""
    rows = [row for result in results for row in lines(result)]
    show_table("The article's claims (provisional verdicts)", COLUMNS, rows)
    if results:
        say(window(results[0].since, results[0].until))


def window(since: date, until: date) -> str:
    """Which openings the verdicts rest on, in a sentence."""
    return f"Openings first posted from {since} to {until} on boards that were completely crawled before."


def lines(result: Result) -> list[tuple[object, ...]]:
    """A claim's verdict and shares as rows of the table."""
    rows = [figures(part) for part in result.parts]
    first = [(result.claim.id, result.verdict, *rows[0], result.reading)]
    return first + [
        ("", part.verdict, *row, part.label) for part, row in zip(result.parts[1:], rows[1:], strict=True)
    ]


def figures(part: PartResult) -> tuple[object, ...]:
    """A share, its interval, its rule and what it rests on, as a person reads them."""
    rule = f"{part.sense} {part.threshold:.0%}"
    if part.share is None:
        return "", "", rule, 0, 0
    found = part.share
    interval = f"{found.low:.0%} to {found.high:.0%}"
    return f"{found.estimate:.0%}", interval, rule, found.n, found.employers
