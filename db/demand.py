"""What do employers of a region ask of coders: how many openings, which credentials, what pay?

A request's answer is a long table. Python, the command and Datasette's `demand_by_region` all give this one.
"""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import date

from sqlite_utils.db import Database

from db.connect import kind_of
from db.demand_rows import (
    COLUMNS,
    Row,
    cells,
    openings_rows,
    outside_rows,
    pay_rows,
    plain_row,
    share_rows,
    unknown_rows,
)
from db.figures import Figures, figures
from db.requests import Request, request
from db.sql_functions import register_function, register_listings

SMALL_OPENINGS = 30
SMALL_EMPLOYERS = 12
WORDS = ("region", "setting", "work_type", "level", "remote", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one request; `rows` is the long table, `notes` what a reader must know beside it."""

    request: Request
    kind: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def to_json(self) -> str:
        """Give the whole answer as JSON text."""
        return json.dumps(
            {
                "kind": self.kind,
                "region": asdict(self.request.region),
                "notes": self.notes,
                "rows": [dict(zip(COLUMNS, cells(row), strict=True)) for row in self.rows],
            }
        )


def demand(
    db: Database,
    *,
    region: str | None = None,
    setting: str | None = None,
    work_type: str | None = None,
    level: str | None = None,
    remote: str = "exclude",
    since: date | str | None = None,
    until: date | str | None = None,
) -> Answer:
    """Give what coder openings with a place in the region ask for, each share with its 95 % interval.

    `remote`: "exclude" leaves remote openings out; "include" adds those that list the region or are open to any
    state; "only" keeps those alone. Dates are those of first posting, both included. Pay is in dollars a year.
    Raises RequestError or RegionError, each one line, where a word is not understood or may mean several.
    """
    asked = request(
        db,
        region_name=region,
        setting=setting,
        work_type=work_type,
        level=level,
        remote=remote,
        since=since,
        until=until,
    )
    found = figures(db, asked)
    rows = (
        *openings_rows(found),
        *share_rows(found),
        *pay_rows(found),
        *outside_rows(found),
        *unknown_rows(found),
    )
    notes = tuple(_notes(found, asked, kind_of(db)))
    rows += tuple(plain_row("note", note, None, None, None, "text") for note in notes)
    return Answer(request=asked, kind=kind_of(db), rows=rows, notes=notes)


def register(connection: sqlite3.Connection) -> None:
    """Give SQL on this connection `credtrack_demand(region, setting, work_type, level, remote, since, until)`.

    And the functions of db/sql_functions.py.

    It returns the long table as a JSON array of rows, each an array of its cells; empty words are no filter. A word that is not
    understood comes back as one row of section "error", since an SQL function has no message of its own.
    """
    register_function(connection, "credtrack_demand", len(WORDS), _answer_as_json)
    register_listings(connection)


def _answer_as_json(db: Database, words: tuple[str | None, ...]) -> str:
    said = {name: word or None for name, word in zip(WORDS, words, strict=True)}
    said["remote"] = said["remote"] or "exclude"
    try:
        rows = demand(db, **said).rows  # type: ignore[arg-type]  # checked
    except ValueError as error:
        rows = (plain_row("error", str(error), None, None, None, "text"),)
    return json.dumps([cells(row) for row in rows])


def _notes(found: Figures, asked: Request, kind: str) -> list[str]:
    notes = ["SAMPLE DATA: invented employers and openings"] if kind == "sample" else []
    openings, employers = found.openings, found.employers
    if openings < SMALL_OPENINGS or employers < SMALL_EMPLOYERS:
        notes.append(
            f"Small sample: {openings} openings of {employers} employers; "
            f"under {SMALL_OPENINGS} or {SMALL_EMPLOYERS} the shares say little"
        )
    if asked.remote == "exclude":
        notes.append("Remote openings are left out of all sections but the remote ones")
    return notes
