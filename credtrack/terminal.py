"""How is an answer shown on a terminal: tables, progress, and the words SAMPLE DATA?"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

SAMPLE_NOTICE = "SAMPLE DATA: invented employers and postings, not the real market"

PLAIN_WIDTH = 160
NUMBER = re.compile(r"[-+$]?[\d,.]+ ?%?|")


class Advance(Protocol):
    """Told of every step done, and of the total where it is known."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """Say that `done` steps are behind, of `total` where that is known."""


def silent(done: int, total: int | None = None) -> None:
    """An Advance where nobody watches."""


def say(text: str) -> None:
    """Print one line for a person; progress and notices go to standard error, answers to standard output."""
    click.echo(text, err=True)


def notice(kind: str) -> None:
    """Say SAMPLE DATA where the database is a sample."""
    if kind == "sample":
        click.secho(SAMPLE_NOTICE, err=True, bold=True)


def printable(value: object) -> str:
    """A cell's text without the control characters that could steer a terminal; None is empty."""
    text = "" if value is None else str(value)
    return "".join(char if char.isprintable() else " " for char in text)


def show_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; a column of numbers is set flush right, and no cell is read as markup."""
    cells = [[printable(cell) for cell in row] for row in rows]
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for number, name in enumerate(columns):
        numeric = bool(cells) and all(NUMBER.fullmatch(row[number]) for row in cells)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    console.print(table)


def show_json(value: object, kind: str) -> None:
    """Print a value as JSON; a sample database's says so in a field of its own."""
    body = {"notice": SAMPLE_NOTICE, "answer": value} if kind == "sample" else value
    click.echo(json.dumps(body, indent=2, ensure_ascii=False, default=str))


@contextmanager
def progress(label: str) -> Iterator[Advance]:
    """Show a bar on a terminal while a person waits; say nothing elsewhere."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(label, total=None)

        def advance(done: int, total: int | None = None) -> None:
            bar.update(task, completed=done, total=total)

        yield advance
