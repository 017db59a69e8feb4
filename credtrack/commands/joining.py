"""Which postings were joined as one opening, and what does a person say to that?"""

import csv
import io
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlite_utils.db import Database

from credtrack.commands.options import FILE, db_option, to_read
from credtrack.mistakes import UserError
from credtrack.terminal import say
from db.decisions import LISTED, Keys, listed, read_decisions
from db.openings import take_decisions


@click.command("joins")
@click.argument("file", required=False, type=FILE)
@click.option("--out", type=FILE, help="Write the list to a new file that spreadsheets read.")
@db_option
def joins_command(file: Path | None, out: Path | None, path: Path) -> None:
    """List the postings that are joined as one opening, or take a person's decisions about them from FILE.

    \b
    Example: credtrack joins --out joins.csv
    Example: credtrack joins joins.csv

    The list is CSV: two postings by their keys, an empty decision, and what they are. Write `apart` beside two that are
    two openings, `together` beside two that are one (or in a new row), and hand the file back. What it says stands above
    the rules in every later crawl, in place of all that was decided before: a line that is taken out is taken back.
    """
    if file and out:
        raise UserError(f"{file}: is to be read, and --out writes; name one of the two")
    if out and out.exists():
        raise UserError(f"{out}: is there already; name another file")
    decisions = read_decisions(file) if file else None
    db, _ = to_read(path)
    if decisions is not None:
        withdrawn = take_decisions(db, decisions, datetime.now(UTC))
        _tell(db, decisions, withdrawn)
    else:
        _list(db, out)


def _tell(db: Database, decisions: dict[Keys, str], withdrawn: int) -> None:
    """Say what was done."""
    said = Counter(decisions.values())
    keys = sorted({key for pair in decisions for key in pair})
    missing = [k for k in keys if not db.execute("select 1 from postings where key = ?", [k]).fetchone()]
    waiting = sum(not pair.isdisjoint(missing) for pair in map(set, decisions))
    say(
        f"pairs apart: {said['apart']}, together: {said['together']}, taken back: {withdrawn};"
        f" openings now: {db['openings'].count:,}"
    )
    if missing:
        say(f"pairs that wait for a posting that is not kept (yet): {waiting}; the first is {missing[0]}")


def _list(db: Database, out: Path | None) -> None:
    """Write the list, and say how it goes on."""
    rows = list(listed(db))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([LISTED, *rows])
    if out:
        out.write_text(text.getvalue(), encoding="utf-8-sig")
    else:
        click.echo(text.getvalue(), nl=False)
    made = sum(bool(row[LISTED.index("decision")]) for row in rows)
    say(
        f"pairs: {len(rows)}, decided: {made}; write apart or together and run `credtrack joins {out or 'FILE'}`"
    )
