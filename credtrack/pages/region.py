"""What does a region's page show of its demand, on one page that prints well?"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

import numpy as np
from datasette import NotFound, Request, Response
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import BadRequest
from sqlite_utils.db import Database

from credtrack.library import Datasette
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
from db.counted import REMOTE
from db.demand import Answer, demand
from db.demand_rows import COLUMNS, Row, cells
from db.gazetteer import states_of_regions
from db.naming import SPLIT
from db.requests import LEVELS, REMOTE_CHOICES, SETTINGS, WORK_TYPES
from db.requests import Request as DemandRequest
from db.requests import request as demand_request

Words = dict[str, str | None]
Made = TypeVar("Made")

FIELDS = ("setting", "work_type", "level", "remote", "since", "until")
QUARTILES = ("lower quartile", "median", "upper quartile")
SPLIT_BY_SETTING = ("nation", "state")  # the kinds of region that split_by_setting knows
MOST_CREDENTIALS = 15
MOST_PAID = 10
FEED = 50
# Asked for even where no opening names them.
COMMON = ("CCS", "CCS-P", "COC", "CPC", "CPC-A", "CRC", "RHIA", "RHIT")


@dataclass(frozen=True, slots=True)
class Named:
    """A credential's row: how often it is named, required and preferred."""

    code: str
    shares: dict[str, Row]

    @property
    def first(self) -> Row:
        """The share that is drawn: how often it is named, or what was asked of instead."""
        return next(iter(self.shares.values()))


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


def report(db: Database, words: Words) -> Report:
    """Read the long table of a request into the parts of the page; raises what `demand` raises."""
    answer = demand(db, **words)  # type: ignore[arg-type]  # demand checks every word
    by_section: dict[str, dict[str, Row]] = {}
    for row in answer.rows:
        by_section.setdefault(row.section, {})[row.key] = row
    credentials = named(by_section)
    remote = by_section.get("remote share", {})
    split = by_section.get("split", {})
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
        remote=bar([(key, remote[key].value or 0) for key in REMOTE if key in remote]),
        remote_rows=tuple(remote.values()),
        employers=tuple(by_section.get("top employers", {}).values()),
        months=columns([(key, row.value or 0) for key, row in by_section.get("new by month", {}).items()]),
        everywhere=tuple(by_section.get("remote openings everywhere", {}).values()),
        unknown=tuple(by_section.get("unknown", {}).values()),
    )


def requested(db: Database, words: Words) -> DemandRequest:
    """What a request's words mean, without counting; raises what `demand` raises."""
    filters = {field: words[field] for field in FIELDS}
    return demand_request(db, region_name=words["region"], **filters)  # type: ignore[arg-type]  # it checks every word


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


def filters(request: Request) -> Words:
    """The filters of an address; remote openings are left out where it doesn't say."""
    words = {field: request.args.get(field) or None for field in FIELDS}
    return {**words, "remote": words["remote"] or "exclude"}


async def region(request: Request, datasette: Datasette) -> Any:
    """The page of one region; a word that is not understood is a page that says so."""
    words = filters(request)
    said: Words = {"region": tilde_decode(request.url_vars["region"]), **words}
    ending = request.url_vars.get("format")
    if ending == "atom":
        return await feed(request, datasette, said)
    found = await reported(datasette, said)
    if ending == "json":
        return json_answer(json.loads(found.answer.to_json()))
    if ending == "csv":
        return csv_answer(COLUMNS, map(cells, found.answer.rows))
    behind = behind_region(found.answer.request)
    return await page(
        datasette,
        request,
        "region.html",
        report=found,
        words=words,
        query=query_words(said),
        own=urlencode({key: value for key, value in words.items() if value}),
        behind=behind,
        settings=await _settings(datasette, found.answer.request),
        places=await places(datasette),
        choices=choices(),
    )


async def _settings(datasette: Datasette, asked_for: DemandRequest) -> Sequence[Setting]:
    """The chart by setting, which no filter narrows; none beside figures that one does."""
    place, own = asked_for.region, asked_for
    is_narrowed = own.setting or own.work_type or own.level or own.since or own.until
    if is_narrowed or place.kind not in SPLIT_BY_SETTING:
        return ()
    return await asked(datasette, ("settings", place.code), lambda db: settings(db, place.code))


async def reported(datasette: Datasette, said: Words) -> Report:
    """The report on a region; raises NotFound for a region and BadRequest for a filter that is not understood."""
    return await _understood(datasette, "region", said, report)


async def _understood(
    datasette: Datasette, name: str, said: Words, make: Callable[[Database, Words], Made]
) -> Made:
    try:
        return await asked(datasette, (name, *said.values()), lambda db: make(db, said))
    except ValueError as error:
        kind = NotFound if str(error).startswith("region") else BadRequest
        raise kind(str(error)) from error


async def feed(request: Request, datasette: Datasette, said: Words) -> Any:
    """The newest openings of a region as an Atom feed; raises what `reported` raises."""
    asked_for = await _understood(datasette, "request", said, requested)
    behind, held = behind_region(asked_for), await stock(datasette)
    newest = held.ids[np.flatnonzero(fitting(held, behind))[:FEED]]
    rows = await asked(datasette, ("feed", behind, held.reading), lambda db: listed(db, newest))
    own = datasette.absolute_url(request, datasette.urls.path("/-/"))
    region = datasette.absolute_url(request, request.path)
    return feed_answer(
        title=f"credtrack: openings in {asked_for.region.name}",
        feed=f"{region}?{request.query_string}".rstrip("?"),
        page=f"{region.removesuffix('.atom')}?{request.query_string}".rstrip("?"),
        entries=entries(rows, own),
    )


def behind_region(asked_for: DemandRequest) -> Wanted:
    """The filters of the openings behind a region's page."""
    region = asked_for.region
    place = {
        "nation": {},
        "state": {"state": region.code},
        "metro": {"metro": region.code},
        "county": {"county": region.code},
    }.get(region.kind, {"state": ",".join(sorted(states_of_regions().get(region.code, ())))})
    return Wanted(
        **place,
        setting=asked_for.setting or "",
        work_type=asked_for.work_type or "",
        level=asked_for.level or "",
        remote={"exclude": NOT_REMOTE, "only": "remote", "include": ""}[asked_for.remote],
        since=asked_for.since.isoformat() if asked_for.since else "",
        until=asked_for.until.isoformat() if asked_for.until else "",
    )


def query_words(said: Words) -> str:
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
    wanted = (request.args.get("name") or request.args.get("region") or "US").strip()
    return Response.redirect(datasette.urls.path(f"/-/region/{tilde_encode(wanted)}"))
