"""What do boards on Greenhouse show (`boards-api.greenhouse.io`, one list that holds everything)?"""

import html
from collections.abc import AsyncIterator
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.structured import day_of, pay_between, text_of

HASHED = ("title", "absolute_url", "location", "metadata", "content", "requisition_id", "first_published")


class GreenhouseSpider(BoardSpider):
    """Reads a whole board by one request; there are no pages and no details."""

    name = "greenhouse"
    platforms = frozenset({"greenhouse"})
    common_host = "boards-api.greenhouse.io"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the one list; postings for no particular opening have no internal id and are left out."""
        path = f"/v1/boards/{board.account}/jobs?content=true&pay_transparency=true"
        answer = await board.fetch_json(Request(board.address(path)))
        rows = [row for row in answer["jobs"] if row.get("internal_job_id", 0) is not None]
        general = len(answer["jobs"]) - len(rows)
        total = answer.get("meta", {}).get("total")
        yield Page(
            rows=tuple(self._row(row) for row in rows),
            advertised=None if total is None else total - general,
        )

    def _row(self, row: dict[str, Any]) -> Row:
        return Row(native=str(row["id"]), title=row["title"], hash=fields_hash(row, HASHED), content=row)

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting, which the list's row holds whole."""
        fields = row.content
        named = {item["name"].casefold(): item.get("value") for item in fields.get("metadata") or ()}
        return Posting(
            **board.found(row, fields["absolute_url"]),
            title=fields["title"].strip(),
            body=unescaped(fields["content"]),
            body_kind="html",
            locations=tuple(filter(None, [(fields.get("location") or {}).get("name")])),
            posted_on=day_of(fields.get("first_published")),
            updated_on=day_of(fields.get("updated_at")),
            requisition=text_of(fields.get("requisition_id")),
            employment_type=_text(named, "employment type", "time type", "job type"),
            remote_field=_text(named, "workplace type", "remote", "work arrangement", "location type"),
            pay_field=_pay(fields.get("pay_input_ranges") or ()),
        )


def unescaped(content: str) -> str:
    """Give the HTML, which is served escaped, now and then twice."""
    once = html.unescape(content)
    return html.unescape(once) if "<" not in once and "&lt;" in once else once


def _text(named: dict[str, Any], *names: str) -> str | None:
    found = next((named[name] for name in names if named.get(name)), None)
    return found if isinstance(found, str) else None


def _pay(ranges: Any) -> PayField | None:
    """Give the one range in dollars; the board states no period, and several ranges are by place."""
    if len(ranges) != 1 or ranges[0].get("currency_type") != "USD":
        return None
    low, high = ((ranges[0].get(f"{end}_cents") or 0) / 100 for end in ("min", "max"))
    return pay_between(low, high, None)
