"""What does a region's page show of its demand, on one page that prints well?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np
from sqlite_utils.db import Database

from credtrack.pages.answers import csv_answer, json_answer
from credtrack.pages.feed import feed_answer
from credtrack.pages.figures import Bar, Column, bar, columns, split_bar
from credtrack.pages.home import Setting, settings
from credtrack.pages.openings import entries, listed
from credtrack.pages.places import places
from credtrack.pages.reading import page
from credtrack.pages.shelf import asked
from credtrack.pages.stock import stock
from credtrack.pages.wanted import NOT_REMOTE, Wanted, fitting
from db.demand import Answer, demand
from db.demand_rows import COLUMNS, SPLIT, Row, cells
from db.frame import REMOTE
from db.requests import LEVELS, REMOTE_CHOICES, SETTINGS, WORK_TYPES
from db.requests import Request as DemandRequest

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

FIELDS = ("setting", "work_type", "level", "remote", "since", "until")
QUARTILES = ("lower quartile", "median", "upper quartile")
SETTINGS_KEPT_FOR = ("nation", "state")  # the kinds of region that demand_employer counts
MOST_CREDENTIALS = 15
MOST_PAID = 10
FEED = 50
COMMON = (
    "CCS",
    "CCS-P",
    "COC",
    "CPC",
    "CPC-A",
    "CRC",
    "RHIA",
    "RHIT",
)  # asked for even where no opening names them


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
        codes=tuple(sorted({*COMMON, *(credential.code for credential in credentials)})),
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

    words = {field: request.args.get(field) or None for field in FIELDS}
    words["remote"] = words["remote"] or "exclude"
    said: dict[str, str | None] = {"region": tilde_decode(request.url_vars["region"]), **words}
    found = await reported(datasette, said)
    ending = request.url_vars.get("format")
    if ending == "json":
        return json_answer(json.loads(found.answer.to_json()))
    if ending == "csv":
        return csv_answer(COLUMNS, map(cells, found.answer.rows))
    states = await asked(datasette, "states of regions", states_of_regions)
    behind = behind_region(found.answer.request, states)
    if ending == "atom":
        return await feed(request, datasette, found, behind)
    return await page(
        datasette,
        request,
        "region.html",
        report=found,
        words=words,
        query=query_words(said),
        own=urlencode({key: value for key, value in words.items() if value}),
        behind=behind,
        places=await places(datasette),
        choices=choices(),
    )


async def reported(datasette: Datasette, said: dict[str, str | None]) -> Report:
    """The report on a region; raises NotFound for a region and BadRequest for a filter that is not understood."""
    from datasette.utils.asgi import BadRequest, NotFound

    try:
        return await asked(datasette, ("region", *said.values()), lambda db: report(db, said))
    except ValueError as error:
        kind = NotFound if str(error).startswith("region") else BadRequest
        raise kind(str(error)) from error


async def feed(request: Request, datasette: Datasette, found: Report, behind: Wanted) -> Any:
    """The newest openings of a region as an Atom feed."""
    held = await stock(datasette)
    newest = held.ids[np.flatnonzero(fitting(held, behind))[:FEED]]
    rows = await asked(datasette, ("feed", behind), lambda db: listed(db, newest))
    own = datasette.absolute_url(request, datasette.urls.path("/-/"))
    region = datasette.absolute_url(request, request.path)
    return feed_answer(
        title=f"credtrack: openings in {found.answer.request.region.name}",
        feed=f"{region}?{request.query_string}".rstrip("?"),
        page=f"{region.removesuffix('.atom')}?{request.query_string}".rstrip("?"),
        entries=entries(rows, own),
    )


def behind_region(asked_for: DemandRequest, states: Mapping[str, Sequence[str]]) -> Wanted:
    """The filters of the openings behind a region's page."""
    region = asked_for.region
    place = {
        "nation": {},
        "state": {"state": region.code},
        "metro": {"metro": region.code},
        "county": {"county": region.code},
    }.get(region.kind, {"state": ",".join(states.get(region.code, ()))})
    return Wanted(
        **place,
        setting=asked_for.setting or "",
        work_type=asked_for.work_type or "",
        level=asked_for.level or "",
        remote={"exclude": NOT_REMOTE, "only": "remote", "include": ""}[asked_for.remote],
        since=asked_for.since.isoformat() if asked_for.since else "",
        until=asked_for.until.isoformat() if asked_for.until else "",
    )


def states_of_regions(db: Database) -> dict[str, list[str]]:
    """The states of each Census region and division."""
    found: dict[str, list[str]] = {}
    for code, *regions in db.execute("select code, region, division from states order by code").fetchall():
        for region in filter(None, regions):
            found.setdefault(region, []).append(code)
    return found


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
