"""Which openings fit, newest first, and how do they spread over settings, credentials and states?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

import numpy as np
from datasette import Request
from datasette.utils.asgi import BadRequest
from sqlite_utils.db import Database

from credtrack.library import Datasette
from credtrack.pages.answers import csv_answer, json_answer
from credtrack.pages.counting import employers, span
from credtrack.pages.feed import Entry, feed_answer
from credtrack.pages.reading import metro_names, page, sql
from credtrack.pages.searching import MOST_SEARCHED, postings
from credtrack.pages.shelf import asked
from credtrack.pages.stock import Coded, Flags, Numbers, Stock, stock
from credtrack.pages.wanted import ALLOWED, Wanted, WantedError, fitting, wanted
from credtrack.pages.words import dollars, name
from credtrack.public import is_public

PAGE = 50
MOST_ROWS = 1000
MOST_VALUES = 12
AFTER = re.compile(r"([0-9]{8})-([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Listed:
    """One opening of a list."""

    opening: int
    title: str
    employer: str
    location: str
    setting: str
    split: str
    remote: str
    annual_pay: float | None
    first_on: str
    closed_on: str | None
    url: str


CELLS = attrgetter(*Listed.__slots__)
"""Gives what a row says, in its order; several times as quick as dataclasses.asdict, which copies."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: how many of the openings have it, and the address with it chosen or dropped."""

    name: str
    openings: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for: the filters, the words sought, where the page begins, and how many rows it has."""

    filters: Wanted
    words: str = ""
    after: str = ""
    rows: int = PAGE

    def address(self, **changed: str) -> str:
        """The words of the address, with some changed; a page begins anew."""
        return "&".join(
            filter(None, [self.filters.address(**changed), self.words and urlencode({"q": self.words})])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The openings that fit: how many, of how many employers, a page of them, and their facets."""

    asked: Asked
    openings: int
    employers: int
    span: tuple[str, str] | None
    rows: tuple[Listed, ...]
    after: str
    facets: tuple[tuple[str, tuple[Value, ...]], ...]


def read(words: Mapping[str, str]) -> Asked:
    """Read an address's words; raises WantedError, one line, for what is not understood."""
    after, rows = words.get("after") or "", words.get("rows") or str(PAGE)
    if after and not AFTER.fullmatch(after):
        raise WantedError(f"after {after[:40]!r}: expected a day and a number such as 20260131-17")
    if not (rows.isascii() and rows.isdigit() and 1 <= int(rows[:9]) <= MOST_ROWS):
        raise WantedError(f"rows {rows[:40]!r}: expected a number from 1 to {MOST_ROWS}")
    return Asked(
        filters=wanted(words), words=(words.get("q") or "").strip()[:200], after=after, rows=int(rows)
    )


def found(db: Database, held: Stock, asked: Asked, holding: Numbers | None = None) -> Found:
    """The openings that an address asks for; `holding` are the postings that hold its words, where it has any."""
    if holding is None:
        chosen = np.flatnonzero(fitting(held, asked.filters))
    else:
        chosen = np.unique(held.places_of(holding))
        chosen = chosen[fitting(held, asked.filters, chosen)]
    shown = _from(held, chosen, asked.after)[: asked.rows]
    return Found(
        asked=asked,
        openings=len(chosen),
        employers=employers(held, chosen),
        span=span(held, chosen),
        rows=listed(db, held.ids[shown]),
        after=_end(held, shown) if len(shown) == asked.rows else "",
        facets=tuple(_facets(held, chosen, asked)),
    )


def listed(db: Database, ids: Numbers) -> tuple[Listed, ...]:
    """The openings of these numbers, newest first."""
    numbers = "[" + ",".join(map(str, ids.tolist())) + "]"
    return tuple(Listed(*row) for row in db.execute(sql("openings_listed"), {"ids": numbers}).fetchall())


def _from(held: Stock, chosen: Numbers, after: str) -> Numbers:
    read = AFTER.fullmatch(after)
    if not read:
        return chosen
    day, number = int(read[1]), int(read[2])
    days, ids = held.days[chosen], held.ids[chosen]
    older: Numbers = chosen[(days < day) | ((days == day) & (ids < number))]
    return older


def _end(held: Stock, shown: Numbers) -> str:
    return f"{held.days[shown[-1]]}-{held.ids[shown[-1]]}"


def _facets(held: Stock, chosen: Numbers, asked: Asked) -> list[tuple[str, tuple[Value, ...]]]:
    kinds: dict[str, Coded | Flags] = {
        "credential": held.named,
        "setting": held.setting,
        "split": held.split,
        "work_type": held.work_types,
        "remote": held.remote,
        "state": held.states,
    }
    by_profile = np.bincount(held.profiles[chosen], minlength=len(held.setting.codes))
    return [
        (kind, _values(asked, kind, words.names, words.sizes(by_profile))) for kind, words in kinds.items()
    ]


def _values(asked: Asked, kind: str, names: Sequence[str], sizes: Numbers) -> tuple[Value, ...]:
    now = getattr(asked.filters, kind)
    most = sorted((-size, word) for word, size in zip(names, sizes.tolist(), strict=True) if size)
    return tuple(
        Value(word, -less, asked.address(**{kind: "" if word == now else word}), word == now)
        for less, word in most[:MOST_VALUES]
    )


async def answer(request: Request, datasette: Datasette) -> Found:
    """What the request's address asks for; raises BadRequest where it isn't understood."""
    try:
        what = read({key: request.args.get(key) or "" for key in request.args})
    except WantedError as error:
        raise BadRequest(str(error)) from error
    held = await stock(datasette)
    if not what.words:
        return await asked(datasette, ("openings", what, held.reading), lambda db: found(db, held, what))
    # Kept by itself: whoever has searched goes on to the facets and to older openings.
    sought = await postings(datasette, what.words)
    return await asked(datasette, ("openings", what, held.reading), lambda db: found(db, held, what, sought))


async def openings(request: Request, datasette: Datasette) -> Any:
    """The list of openings as a page, or as JSON, CSV or Atom by the ending of its address."""
    result = await answer(request, datasette)
    ending = request.url_vars["format"]
    own = datasette.absolute_url(request, datasette.urls.path("/-/"))
    if ending == "json":
        return json_answer(program(result, own))
    if ending == "csv":
        return csv_answer(list(Listed.__slots__), map(CELLS, result.rows))
    if ending == "atom":
        return feed(result, own)
    return await page(
        datasette,
        request,
        "openings.html",
        found=result,
        chosen=result.asked.filters.chosen,
        allowed=ALLOWED,
        metros=await asked(datasette, "metro names", metro_names),
        most_searched=MOST_SEARCHED,
        phrases=not is_public(datasette),
    )


def program(result: Found, own: str) -> dict[str, object]:
    """The list as a program reads it; `own` is the whole address below which our pages lie."""
    more = f"{result.asked.address()}&after={result.after}&rows={result.asked.rows}".lstrip("&")
    return {
        "openings": result.openings,
        "employers": result.employers,
        "first_posted": result.span,
        "next": f"{own}openings.json?{more}" if result.after else None,
        "rows": [
            {**dict(zip(Listed.__slots__, CELLS(row), strict=True)), "page": f"{own}posting/{row.opening}"}
            for row in result.rows
        ],
    }


def feed(result: Found, own: str) -> Any:
    """The list as an Atom feed."""
    words = ", ".join([*map(name, result.asked.filters.chosen.values()), *filter(None, [result.asked.words])])
    address = result.asked.address()
    return feed_answer(
        title=f"credtrack: openings{f': {words}' if words else ''}",
        feed=f"{own}openings.atom?{address}",
        page=f"{own}openings?{address}",
        entries=entries(result.rows, own),
    )


def entries(rows: Sequence[Listed], own: str) -> list[Entry]:
    """Openings as a feed's entries."""
    return [
        Entry(
            link=f"{own}posting/{row.opening}",
            title=f"{row.title} ({row.employer})",
            updated=row.first_on,
            author=row.employer,
            summary="; ".join(
                filter(
                    None, [row.location, name(row.setting), row.split, row.remote, dollars(row.annual_pay)]
                )
            ),
        )
        for row in rows
    ]
