"""What do boards on Workable show (`apply.workable.com/{account}`, one list that holds everything)?"""

from collections.abc import AsyncIterator
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.structured import day_of, place_in, text_of

PACE = 3.0


class WorkableSpider(BoardSpider):
    """Reads a whole board by one request."""

    name = "workable"
    platforms = frozenset({"workable"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the one list; an account without postings has an empty one."""
        board.slow_down(PACE)
        url = board.address(f"/api/v1/widget/accounts/{board.account}?details=true")
        rows = (await board.fetch_json(Request(url)))["jobs"]
        yield Page(rows=tuple(map(_row, rows)), advertised=len({row["shortcode"] for row in rows}))

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting; the day of publication counts, not that of the draft."""
        fields = row.content
        return Posting(
            **board.found(row, fields["url"]),
            title=fields["title"],
            body=fields["description"],
            body_kind="html",
            locations=_places(fields),
            posted_on=day_of(fields.get("published_on")),
            requisition=text_of(fields.get("code")),
            employment_type=text_of(fields.get("employment_type")),
            remote_field="Remote" if fields.get("telecommuting") else None,
        )


def _row(fields: dict[str, Any]) -> Row:
    return Row(native=fields["shortcode"], title=fields["title"], hash=row_hash(fields), content=fields)


def _places(fields: dict[str, Any]) -> tuple[str, ...]:
    shown = [place for place in fields.get("locations") or () if not place.get("hidden")]
    several = tuple(filter(None, (place_in(place, "city", "region") for place in shown)))
    return tuple(filter(None, dict.fromkeys(several or (place_in(fields, "city", "state"),))))
