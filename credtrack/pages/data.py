"""Which tables and queries are there, and how does a program read them?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from credtrack.pages.reading import page
from credtrack.paths import DATABASE_NAME

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

FIRST = ("postings", "openings", "employers", "evidence")


async def data(request: Request, datasette: Datasette, send: Callable[..., Awaitable[None]]) -> Any:
    """The page of tables and queries; SQL and other formats are Datasette's own."""
    from datasette.views.database import DatabaseView

    if "sql" in request.args or request.url_vars.get("format") or "_show_hidden" in request.args:
        return await DatabaseView.as_view(datasette)(request, send)
    described = datasette.metadata(database=DATABASE_NAME)
    shown = {name: table for name, table in described["tables"].items() if not table.get("hidden")}
    views = set(await datasette.get_database(DATABASE_NAME).view_names())
    return await page(
        datasette,
        request,
        "data.html",
        queries=described["queries"],
        first={name: shown[name] for name in FIRST},
        views={name: table for name, table in shown.items() if name in views},
        tables={name: table for name, table in shown.items() if name not in views and name not in FIRST},
        site=datasette.absolute_url(request, datasette.urls.instance()).rstrip("/"),
    )
