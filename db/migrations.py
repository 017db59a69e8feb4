"""By which steps did the tables come to be what they are?

Each file of db/schema whose name begins with m and a number is a step, and its first line says what it brings.
Append only: a step that has shipped is never renamed, reordered or edited.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

SCHEMA = Path(__file__).parent / "schema"

migrations = Migrations("credtrack")


def statements(script: str) -> Iterator[str]:
    """Each statement of an SQL script; `executescript` would commit the open transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _register(step: Path) -> None:
    @migrations(name=step.stem)
    def _run(db: Database) -> None:
        for statement in statements(step.read_text(encoding="utf-8")):
            db.execute(statement)


for _step in sorted(SCHEMA.glob("m*.sql")):
    _register(_step)
