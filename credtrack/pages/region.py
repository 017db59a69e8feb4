"""What does a region's page show of its demand, on one page that prints well?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sqlite_utils.db import Database

from credtrack.pages.figures import Bar, Column, bar, columns, split_bar
from credtrack.pages.home import Setting, settings
from credtrack.pages.reading import page, places
from credtrack.pages.shelf import asked
from db.demand import Answer, demand
from db.demand_rows import SPLIT, Row
from db.requests import LEVELS, REMOTE_CHOICES, SETTINGS, WORK_TYPES

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

FIELDS = ("setting", "work_type", "level", "remote", "since", "until")
REMOTE = ("remote", "hybrid", "onsite", "unstated")
QUARTILES = ("lower quartile", "median", "upper quartile")
SETTINGS_KEPT_FOR = ("nation", "state")  # the kinds of region that demand_employer counts
MOST_CREDENTIALS = 15
MOST_PAID = 10


@dataclass(frozen=True, slots=True)
class Named:
    """A credential's row: how often it is named, required and preferred."""

    code: str
    shares: dict[str, Row]


@dataclass(frozen=True, slots=True)
class Pay:
    """Three quartiles in dollars a year, and how many openings or people they rest on."""

    name: str
    lower: float | None
    median: float | None
    upper: float | None
    n: int | None
    employers: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a region's page shows, from the long table."""

    answer: Answer
    counts: dict[str, int]
    split: Bar
    split_rows: tuple[Row, ...]
    named: tuple[Named, ...]
    left_out: int
    codes: tuple[str, ...]
    pay: tuple[Pay, ...]
    survey: Pay | None
    remote: Bar
    remote_rows: tuple[Row, ...]
    employers: tuple[Row, ...]
    months: tuple[Column, ...]
    everywhere: tuple[Row, ...]
    unknown: tuple[Row, ...]
    settings: tuple[Setting, ...]


def report(db: Database, words: dict[str, str | None]) -> Report:
    """Read the long table of a request into the parts of the page; raises what `demand` raises."""
    answer = demand(db, **words)  # type: ignore[arg-type]  # demand checks every word
    by_section: dict[str, dict[str, Row]] = {}
    for row in answer.rows:
        by_section.setdefault(row.section, {})[row.key] = row
    credentials = named(by_section)
    remote = by_section.get("remote share", {})
    split = by_section.get("split", {})
    asked_region = answer.request.region
    survey = paid(by_section.get("wage survey", {}))
    return Report(
        answer=answer,
        counts={key: int(row.value or 0) for key, row in by_section["openings"].items()},
        split=split_bar({key: split[key].value or 0 for key in SPLIT if key in split}),
        split_rows=tuple(split.values()),
        named=tuple(credentials[:MOST_CREDENTIALS]),
        left_out=max(len(credentials) - MOST_CREDENTIALS, 0),
        codes=tuple(sorted(credential.code for credential in credentials)),
        pay=tuple(paid(by_section.get("pay", {}))[:MOST_PAID]),
        survey=survey[0] if survey else None,
        remote=bar([(key, key, remote[key].value or 0) for key in REMOTE if key in remote]),
        remote_rows=tuple(remote.values()),
        employers=tuple(by_section.get("top employers", {}).values()),
        months=columns([(key, row.value or 0) for key, row in by_section.get("new by month", {}).items()]),
        everywhere=tuple(by_section.get("remote openings everywhere", {}).values()),
        unknown=tuple(by_section.get("unknown", {}).values()),
        settings=tuple(settings(db, asked_region.code)) if asked_region.kind in SETTINGS_KEPT_FOR else (),
    )


def named(by_section: dict[str, dict[str, Row]]) -> list[Named]:
    """Each credential's shares by level, most named first."""
    levels = [level for level in ("named", "required", "preferred") if level in by_section]
    if not levels:
        return []
    return [
        Named(code, {level: by_section[level][code] for level in levels if code in by_section[level]})
        for code in by_section[levels[0]]
    ]


def paid(rows: dict[str, Row]) -> list[Pay]:
    """Rows of quartiles, three to a name, as one each."""
    found = []
    for key in rows:
        name, is_first, _ = key.rpartition(QUARTILES[0])
        if is_first:
            low, median, high = (
                row.value if (row := rows.get(f"{name}{quartile}")) else None for quartile in QUARTILES
            )
            title = name.removesuffix(" ").removesuffix(":")
            found.append(Pay(title, low, median, high, rows[key].n, rows[key].employers))
    return found


async def region(request: Request, datasette: Datasette) -> Any:
    """The page of one region; a word that is not understood is a page that says so."""
    from datasette.utils import tilde_decode
    from datasette.utils.asgi import BadRequest, NotFound

    words = {field: request.args.get(field) or None for field in FIELDS}
    words["remote"] = words["remote"] or "exclude"
    said: dict[str, str | None] = {"region": tilde_decode(request.url_vars["region"]), **words}
    try:
        found = await asked(datasette, ("region", *said.values()), lambda db: report(db, said))
    except ValueError as error:
        kind = NotFound if str(error).startswith("region") else BadRequest
        raise kind(str(error)) from error
    return await page(
        datasette,
        request,
        "region.html",
        report=found,
        words=words,
        query=query_words(said),
        places=await asked(datasette, "places", places),
        choices=choices(),
    )


def query_words(said: dict[str, str | None]) -> str:
    """The words of a request as they stand in an address of `demand_by_region`."""
    return urlencode(
        {"setting": "", "work_type": "", "level": "", "since": "", "until": ""}
        | {key: value or "" for key, value in said.items()}
    )


def choices() -> Sequence[tuple[str, str, tuple[str, ...]]]:
    """The filters of the page: their field, their name, and what may be chosen."""
    return (
        ("setting", "Setting", SETTINGS),
        ("work_type", "Work type", WORK_TYPES),
        ("level", "Level", LEVELS),
        ("remote", "Remote openings", REMOTE_CHOICES),
    )


async def find_region(request: Request, datasette: Datasette) -> Any:
    """Go from the picker's form to the region's page."""
    from datasette.utils import tilde_encode
    from datasette.utils.asgi import Response

    wanted = (request.args.get("name") or request.args.get("region") or "US").strip()
    return Response.redirect(datasette.urls.path(f"/-/region/{tilde_encode(wanted)}"))
