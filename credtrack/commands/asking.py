"""How does a person ask what a region's employers want?"""

import json
from pathlib import Path
from typing import Any

import click

from credtrack.commands.options import db_option, json_option, to_read
from credtrack.terminal import say, show_table
from db.demand import Answer, demand
from db.demand_rows import Row

FIELDS = ("key", "value", "low", "high", "n", "employers", "unit")


@click.command("demand")
@db_option
@click.option(
    "--region", help='A state, metro, county, ZIP code, Census region or division: TX, "Dallas", Midwest.'
)
@click.option("--setting", help="Only this employer setting, such as physician_practice.")
@click.option("--work-type", help="Only openings with this work type, such as inpatient.")
@click.option("--level", type=click.Choice(["required", "preferred"]), help="Only credentials of this level.")
@click.option(
    "--remote", type=click.Choice(["exclude", "include", "only"]), default="exclude", show_default=True
)
@click.option("--since", help="First posted on this day or later (YYYY-MM-DD).")
@click.option("--until", help="First posted on this day or earlier (YYYY-MM-DD).")
@json_option
def demand_command(path: Path, as_json: bool, **asked: Any) -> None:
    """Say which credentials the employers of a region ask for, with intervals and counts.

    \b
    Example: credtrack demand --region TX --setting physician_practice
    """
    db, _ = to_read(path)
    answer = demand(db, **asked)
    if as_json:
        click.echo(json.dumps(json.loads(answer.to_json()), indent=2, ensure_ascii=False))
    else:
        show_answer(answer)


def show_answer(answer: Answer) -> None:
    """Print the long table, a section at a time, and the notes after it."""
    for section in dict.fromkeys(row.section for row in answer.rows if row.section != "note"):
        rows = [cells(row) for row in answer.rows if row.section == section]
        used = [n for n, _ in enumerate(FIELDS) if any(row[n] not in ("", None) for row in rows)]
        show_table(section, [FIELDS[n] for n in used], [[row[n] for n in used] for row in rows])
        click.echo()
    for note in answer.notes:
        say(note)


def cells(row: Row) -> list[object]:
    """A row as a person reads it: shares in percent, dollars without cents."""
    return [
        row.key,
        *(figure(value, row.unit) for value in (row.value, row.low, row.high)),
        row.n,
        row.employers,
        row.unit,
    ]


def figure(value: float | None, unit: str) -> str:
    """One figure, rounded to what its unit bears."""
    if value is None:
        return ""
    if unit == "share":
        return f"{100 * value:.0f} %"
    return f"{value:,.0f}" if abs(value) >= 100 or float(value).is_integer() else f"{value:,.1f}"
