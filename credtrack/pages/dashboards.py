"""What do the dashboards show: their charts' numbers, as pages, JSON and CSV, with the filters of the address?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from datasette import NotFound, Request
from datasette.utils.asgi import BadRequest
from sqlite_utils.db import Database

from credtrack.library import Datasette
from credtrack.pages.answers import csv_answer, json_answer
from credtrack.pages.charts import Row, Source, drawn, spec_of
from credtrack.pages.counting import employers, span
from credtrack.pages.reading import metro_names, page, state_names
from credtrack.pages.shelf import asked
from credtrack.pages.stock import Stock, stock, years
from credtrack.pages.wanted import Wanted, WantedError, fitting, wanted
from credtrack.public import is_public

PLUGIN = "datasette-dashboards"


@dataclass(frozen=True, slots=True)
class Scope:
    """How many openings of how many employers a dashboard shows, and when they were first posted."""

    openings: int
    employers: int
    span: tuple[str, str] | None


def dashboards(datasette: Datasette) -> dict[str, Any]:
    """The dashboards of metadata.json."""
    found: dict[str, Any] = datasette.plugin_config(PLUGIN)
    return found


async def dashboard_list(request: Request, datasette: Datasette) -> Any:
    """The page that leads to every dashboard."""
    return await page(datasette, request, "dashboard_list.html", dashboards=dashboards(datasette))


async def dashboard_view(request: Request, datasette: Datasette) -> Any:
    """The page of one dashboard; its charts' numbers come as JSON from beside it."""
    slug, dashboard = _dashboard(request, datasette)
    filters = _filters(request)
    return await page(
        datasette,
        request,
        "dashboard_view.html",
        slug=slug,
        dashboard=dashboard,
        options=_options(dashboard, await stock(datasette)),
        scope=await _scope(datasette, slug, filters),
        filters=filters,
        query_string=filters.address(),
        sql_is_on=not is_public(datasette),
    )


async def dashboard_chart(request: Request, datasette: Datasette) -> Any:
    """One chart: as a page with its table, or its numbers as JSON or CSV by the ending of the address."""
    slug, dashboard = _dashboard(request, datasette)
    chart_slug, filters = request.url_vars["chart_slug"], _filters(request)
    chart = _found(dashboard["charts"], chart_slug, "chart")
    rows = await numbers(datasette, (slug, chart_slug), chart, filters)
    base = datasette.absolute_url(request, datasette.urls.path("/-/openings"))
    rows = [
        {**row, "openings_page": f"{base}?{row['openings_page']}"} if row.get("openings_page") else row
        for row in rows
    ]
    if request.url_vars["format"] == "json":
        return json_answer({"rows": rows})
    if request.url_vars["format"] == "csv":
        return csv_answer(list(rows[0]) if rows else [], [list(row.values()) for row in rows])
    return await page(
        datasette,
        request,
        "dashboard_chart.html",
        slug=slug,
        dashboard=dashboard,
        chart_slug=chart_slug,
        chart=chart,
        rows=rows,
        scope=await _scope(datasette, slug, filters),
        query_string=filters.address(),
        filters=filters,
        sql_is_on=not is_public(datasette),
    )


async def numbers(
    datasette: Datasette, name: tuple[str, str], chart: Mapping[str, Any], filters: Wanted
) -> list[Row]:
    """The numbers of one chart under these filters."""
    spec = spec_of(chart)
    if spec is None:
        return await asked(datasette, ("chart", *name), lambda db: queried(db, str(chart["query"])))
    held = await stock(datasette)
    stated = (
        await asked(datasette, ("years", held.reading), lambda db: years(db, held))
        if "years" in spec.rows
        else np.zeros(0)
    )

    metros = await asked(datasette, "metro names", metro_names)
    source = Source(held, metros, await asked(datasette, "state names", state_names), stated)
    return await asked(
        datasette, ("chart", *name, filters, held.reading), lambda _: drawn(source, spec, filters)
    )


async def warm_charts(datasette: Datasette) -> None:
    """Count every chart as it is without filters, before the first reader asks."""
    for slug, dashboard in dashboards(datasette).items():
        for chart_slug, chart in dashboard["charts"].items():
            await numbers(datasette, (slug, chart_slug), chart, Wanted())


def queried(db: Database, query: str) -> list[Row]:
    """The rows of a query that no filter narrows."""
    cursor = db.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


async def _scope(datasette: Datasette, slug: str, filters: Wanted) -> Scope:
    held = await stock(datasette)
    return await asked(
        datasette, ("scope", slug, filters, held.reading), lambda _: scope(held, filters, slug)
    )


def scope(held: Stock, filters: Wanted, slug: str) -> Scope:
    """What a dashboard's filters leave; that of pay counts openings that state it."""
    chosen = np.flatnonzero(fitting(held, filters))
    if slug == "pay":
        chosen = chosen[~np.isnan(held.pay[chosen])]
    return Scope(len(chosen), employers(held, chosen), span(held, chosen))


def chart_sql(chart: Mapping[str, Any], filters: Wanted) -> str:
    """The SQL that gives a chart's numbers under these filters, which it names as parameters."""
    from datasette_dashboards import replace_opts_in_query

    return str(replace_opts_in_query(chart["query"], filters.chosen))


def _options(dashboard: Mapping[str, Any], held: Stock) -> dict[str, list[str]]:
    """What may be chosen in each filter."""
    there = {"setting": sorted(held.setting.names), "state": list(held.states.names)}
    return {
        key: there.get(key) or list(each.get("options", ())) for key, each in dashboard["filters"].items()
    }


def _dashboard(request: Request, datasette: Datasette) -> tuple[str, dict[str, Any]]:
    slug = request.url_vars["slug"]
    return slug, _found(dashboards(datasette), slug, "dashboard")


def _found(there: Mapping[str, Any], slug: str, what: str) -> dict[str, Any]:
    if slug not in there:
        raise NotFound(f"There is no {what} {slug[:40]!r}; there are {', '.join(there)}.")
    found: dict[str, Any] = there[slug]
    return found


def _filters(request: Request) -> Wanted:
    try:
        return wanted({key: request.args.get(key) or "" for key in request.args})
    except WantedError as error:
        raise BadRequest(str(error)) from error
