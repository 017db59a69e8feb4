"""Which tables and queries are there, and how does a program read them?"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Request

from credtrack.library import Datasette
from credtrack.pages.reading import page
from credtrack.paths import DATABASE_NAME

FIRST = ("postings", "openings", "employers", "evidence")


async def data(request: Request, datasette: Datasette, send: Callable[..., Awaitable[None]]) -> Any:
    """The page of tables and queries; SQL and other formats are Datasette's own."""
    from datasette.views.database import DatabaseView

    if "sql" in request.args or request.url_vars.get("format") or "_show_hidden" in request.args:
        return await DatabaseView.as_view(datasette)(request, send)
    described = datasette.metadata(database=DATABASE_NAME)
    database = datasette.get_database(DATABASE_NAME)
    views = set(await database.view_names())
    there = views | set(await database.table_names())
    shown = {
        name: table
        for name, table in described["tables"].items()
        if name in there and not table.get("hidden") and table.get("allow") is not False
    }
    return await page(
        datasette,
        request,
        "data.html",
        queries=described["queries"],
        first={name: shown[name] for name in FIRST if name in shown},
        views={name: table for name, table in shown.items() if name in views},
        tables={name: table for name, table in shown.items() if name not in views and name not in FIRST},
        site=datasette.absolute_url(request, datasette.urls.instance()).rstrip("/"),
    )
