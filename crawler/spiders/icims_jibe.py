"""What do boards on iCIMS Career Sites (Jibe) show, which live on the employers' own hosts?"""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.structured import body_of, day_of, pay_between, place_in, text_of

PAGE = 100  # one more is answered with 422
HASHED = ("title", "description", "responsibilities", "qualifications", "location_name", "city", "state")


class JibeSpider(BoardSpider):
    """Reads the list, whose rows hold the postings whole."""

    name = "icims_jibe"
    platforms = frozenset({"icims_jibe"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to a short page, or one that shows nothing new."""
        for number in count(1):
            url = board.address(f"/api/jobs?page={number}&limit={PAGE}")
            answer = await board.fetch_json(Request(url, headers={"Accept": "application/json"}))
            fresh = board.fresh(_row(job["data"]) for job in answer["jobs"])
            yield Page(rows=fresh, advertised=answer.get("totalCount"))
            if len(answer["jobs"]) < PAGE or not fresh:
                return

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its row; the apply address is a sign-in and never its page."""
        fields = row.content
        canonical = (fields.get("meta_data") or {}).get("canonical_url")
        return Posting(
            **board.found(
                row,
                canonical or f"https://{board.host}/jobs/{row.native}",
                text_of(fields.get("hiring_organization")),
            ),
            title=fields["title"],
            body=body_of(fields),
            body_kind="html",
            locations=_places(fields),
            posted_on=day_of(fields.get("posted_date")),
            updated_on=day_of(fields.get("update_date")),
            requisition=row.native,
            employment_type=text_of(fields.get("employment_type")),
            pay_field=_pay(fields),
        )


def _row(fields: dict[str, Any]) -> Row:
    return Row(
        native=str(fields["req_id"]), title=fields["title"], hash=fields_hash(fields, HASHED), content=fields
    )


def _places(fields: dict[str, Any]) -> tuple[str, ...]:
    return tuple(filter(None, [place_in(fields, "city", "state") or text_of(fields.get("location_name"))]))


def _pay(fields: dict[str, Any]) -> PayField | None:
    """Give the range in dollars, whose period is never stated."""
    if (text_of(fields.get("salary_currency")) or "USD") != "USD":
        return None
    return pay_between(fields.get("salary_min_value"), fields.get("salary_max_value"), None)
