"""What do several pages read alike: how large and fresh the database is, and which places it knows?"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from datasette import Request, Response
from sqlite_utils.db import Database

from credtrack.library import Datasette

SQL = Path(__file__).parent / "sql"


@cache
def sql(name: str) -> str:
    """A statement of credtrack/pages/sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Size:
    """How much the database holds: openings are of coders, each counted once; days are as in the file."""

    kind: str
    postings: int
    openings: int
    employers: int
    sources: int
    last_seen: str | None
    first_on: str | None
    open_now: int


def size(db: Database) -> Size:
    """How much the database holds."""
    return Size(*db.execute(sql("size")).fetchone())


def metro_names(db: Database) -> dict[str, str]:
    """The title of each metro and micro area, by its CBSA number."""
    return dict(db.execute("select cbsa, title from metros").fetchall())


def state_names(db: Database) -> dict[str, tuple[str, str]]:
    """The census number and the name of each state, by its two letters."""
    return {
        code: (fips, name)
        for code, fips, name in db.execute("select code, fips, name from states").fetchall()
    }


async def page(datasette: Datasette, request: Request, template: str, **shown: object) -> Any:
    """The answer that shows a template."""
    return Response.html(await datasette.render_template(template, shown, request=request))
