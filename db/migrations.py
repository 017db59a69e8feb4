"""By which steps did the tables come to be what they are?

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


def _run(db: Database, name: str) -> None:
    for statement in statements((SCHEMA / f"{name}.sql").read_text(encoding="utf-8")):
        db.execute(statement)


@migrations()
def m0001_postings(db: Database) -> None:
    """Give what the crawler brings."""
    _run(db, "m0001_postings")


@migrations()
def m0002_tags(db: Database) -> None:
    """Give what the tagger reads."""
    _run(db, "m0002_tags")


@migrations()
def m0003_openings(db: Database) -> None:
    """Which postings are one opening."""
    _run(db, "m0003_openings")


@migrations()
def m0004_facts(db: Database) -> None:
    """Wages, accuracy, claims and their results."""
    _run(db, "m0004_facts")


@migrations()
def m0005_blocks(db: Database) -> None:
    """Which postings are compared when openings are sought."""
    _run(db, "m0005_blocks")


@migrations()
def m0006_time(db: Database) -> None:
    """What was open on each day."""
    _run(db, "m0006_time")


@migrations()
def m0007_families(db: Database) -> None:
    """An employer system's members are found at once."""
    _run(db, "m0007_families")


@migrations()
def m0008_validators(db: Database) -> None:
    """By what a host tells that a page is as it was."""
    _run(db, "m0008_validators")


@migrations()
def m0009_shapes(db: Database) -> None:
    """What openings require, each distinct set of groups once."""
    _run(db, "m0009_shapes")


@migrations()
def m0010_blocks(db: Database) -> None:
    """Postings are compared with their employer's own, and agencies' with employers'."""
    _run(db, "m0010_blocks")


@migrations()
def m0011_packs(db: Database) -> None:
    """Every coder opening as a few numbers."""
    _run(db, "m0011_packs")


@migrations()
def m0012_match_packs(db: Database) -> None:
    """Every coder opening as the numbers that a profile is compared with."""
    _run(db, "m0012_match_packs")


@migrations()
def m0013_decisions(db: Database) -> None:
    """What a person decided about two postings, against the rules."""
    _run(db, "m0013_decisions")
