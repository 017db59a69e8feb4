"""Which rows does a named query give a program, without what only the query's page needs?"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Request, Response
from datasette.database import QueryInterrupted

from credtrack.library import Datasette
from credtrack.paths import DATABASE_NAME


async def named(request: Request, datasette: Datasette, send: Callable[..., Awaitable[None]]) -> Any:
    """The rows as a list of objects, as the library gives them.

    Whatever else is asked for, other shapes, other tables, a query that fails, is the library's own to answer.
    """
    from datasette.views.table import TableView

    body = await _rows(request, datasette)
    if body is None:
        return await TableView.as_view(datasette)(request, send)
    return Response(body, content_type="application/json; charset=utf-8")


async def _rows(request: Request, datasette: Datasette) -> str | None:
    name, words = request.url_vars["table"], {key: request.args.get(key) for key in request.args}
    shape = words.pop("_shape", None)
    if request.method != "GET" or shape != "array" or any(word.startswith("_") for word in words):
        return None
    query = await datasette.get_canned_query(DATABASE_NAME, name, request.actor)
    if not query:
        return None
    await datasette.ensure_permissions(
        request.actor,
        [("view-query", (DATABASE_NAME, name)), ("view-database", DATABASE_NAME), "view-instance"],
    )
    said = defaultdict(str, words)  # what is not said is empty
    try:
        found = await datasette.execute(DATABASE_NAME, query["sql"], said, truncate=True)
        return json.dumps([dict(zip(found.columns, row, strict=True)) for row in found.rows], allow_nan=False)
    except (sqlite3.DatabaseError, QueryInterrupted, TypeError, ValueError):  # a blob or infinity among them
        return None
