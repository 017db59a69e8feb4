"""How does any query that lists openings or postings become a feed?"""

from collections.abc import Sequence
from typing import Any

from datasette import Request
from datasette.utils.asgi import BadRequest

from credtrack.library import Datasette
from credtrack.pages.feed import Entry, feed_answer
from credtrack.paths import DATABASE_NAME

NUMBERS = ("opening", "posting")
DAYS = ("first_on", "posted_on")


def can_be_fed(columns: Sequence[str], database: str) -> bool:
    """Whether rows of these columns can be a feed: a number, a title and a day."""
    there = set(columns)
    return (
        database == DATABASE_NAME and "title" in there and bool(there & {*NUMBERS}) and bool(there & {*DAYS})
    )


async def fed(
    datasette: Datasette,
    request: Request,
    columns: Sequence[str],
    rows: Sequence[Any],
    query_name: str | None,
) -> Any:
    """The rows as an Atom feed; rows without a day are left out."""
    if not can_be_fed(columns, DATABASE_NAME):
        raise BadRequest(f"feed: expected columns title, one of {NUMBERS}, and one of {DAYS}")
    number = next(name for name in NUMBERS if name in columns)
    day = next(name for name in DAYS if name in columns)
    own = datasette.absolute_url(request, datasette.urls.path("/-/posting/"))
    here = datasette.absolute_url(request, request.path)
    told = [dict(zip(columns, tuple(row), strict=True)) for row in rows]
    return feed_answer(
        title=f"credtrack: {(query_name or 'openings').replace('_', ' ')}",
        feed=f"{here}?{request.query_string}",
        page=f"{here.removesuffix('.atom')}?{request.query_string}",
        entries=[
            Entry(
                link=f"{own}{each[number]}",
                title=str(each["title"]),
                updated=str(each[day]),
                author=str(each.get("employer") or ""),
                summary=str(each.get("location") or each.get("location_field") or ""),
            )
            for each in told
            if each[day]
        ],
    )
