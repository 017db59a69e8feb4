"""What do boards on Lever show (`jobs.lever.co/{site}`, one list that holds everything)?"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import escape
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.structured import pay_between, text_of

UNITS: dict[str, Any] = {"hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year"}


class LeverSpider(BoardSpider):
    """Reads a whole board by one request."""

    name = "lever"
    platforms = frozenset({"lever"})
    common_host = "api.lever.co"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the one list; an empty board is an empty array, an unknown one a 404."""
        rows = await board.fetch_json(Request(board.address(f"/v0/postings/{board.account}?mode=json")))
        if not isinstance(rows, list):
            raise ValueError("expected an array of postings")
        yield Page(rows=tuple(map(_row, rows)), advertised=len(rows))

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting; its date is that of its making, so it was posted then or later."""
        fields = row.content
        categories = fields.get("categories") or {}
        return Posting(
            **board.found(row, fields["hostedUrl"]),
            title=fields["text"],
            body=_body(fields),
            body_kind="html",
            locations=tuple(filter(None, categories.get("allLocations") or [categories.get("location")])),
            posted_on=datetime.fromtimestamp(fields["createdAt"] / 1000, UTC).date(),
            employment_type=text_of(categories.get("commitment")),
            remote_field=None
            if fields.get("workplaceType") == "unspecified"
            else fields.get("workplaceType"),
            pay_field=_pay(fields.get("salaryRange")),
        )


def _row(fields: dict[str, Any]) -> Row:
    return Row(native=fields["id"], title=fields["text"], hash=row_hash(fields), content=fields)


def _body(fields: dict[str, Any]) -> str:
    """Give the introduction, each list under its heading, and the end."""
    parts = [fields.get("description") or _lines(fields.get("descriptionPlain"))]
    parts += [
        f"<h3>{escape(found['text'])}</h3><ul>{found['content']}</ul>" for found in fields.get("lists") or ()
    ]
    parts.append(fields.get("additional") or _lines(fields.get("additionalPlain")))
    return "\n".join(filter(None, parts))


def _lines(plain: str | None) -> str:
    return escape(plain or "").replace("\n", "<br>\n")


def _pay(salary: dict[str, Any] | None) -> PayField | None:
    """Give the range in dollars; the interval reads "per-hour-wage" and the like."""
    if not salary or salary.get("currency") != "USD":
        return None
    interval = (salary.get("interval") or "").removeprefix("per-").split("-")[0]
    return pay_between(salary.get("min"), salary.get("max"), UNITS.get(interval))
