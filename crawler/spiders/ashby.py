"""What do boards on Ashby show (`jobs.ashbyhq.com/{board}`, one list that holds everything)?"""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote, unquote

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.structured import day_of, pay_between, text_of

UNITS: dict[str, Any] = {
    "1 HOUR": "hour",
    "1 DAY": "day",
    "1 WEEK": "week",
    "1 MONTH": "month",
    "1 YEAR": "year",
}


class AshbySpider(BoardSpider):
    """Reads a whole board by one request, where the host's owner lets us: its robots.txt answers 401."""

    name = "ashby"
    platforms = frozenset({"ashby"})
    common_host = "api.ashbyhq.com"
    refused = True

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the one list, without the postings that are reached by link alone."""
        name = quote(unquote(board.account))
        url = board.address(f"/posting-api/job-board/{name}?includeCompensation=true")
        rows = [row for row in (await board.fetch_json(Request(url)))["jobs"] if row.get("isListed", True)]
        yield Page(rows=tuple(map(_row, rows)), advertised=len(rows))

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting; its flag for remote work is also set for hybrid, so the workplace decides."""
        fields = row.content
        html = fields.get("descriptionHtml")
        others = [place.get("location") for place in fields.get("secondaryLocations") or ()]
        return Posting(
            **board.found(row, fields["jobUrl"]),
            title=fields["title"],
            body=html or fields["descriptionPlain"],
            body_kind="html" if html else "text",
            locations=tuple(filter(None, [fields.get("location"), *others])),
            posted_on=day_of(fields.get("publishedAt")),
            employment_type=text_of(fields.get("employmentType")),
            remote_field=text_of(fields.get("workplaceType")),
            pay_field=_pay(fields.get("compensation") or {}),
        )


def _row(fields: dict[str, Any]) -> Row:
    return Row(native=fields["id"], title=fields["title"], hash=row_hash(fields), content=fields)


def _pay(compensation: dict[str, Any]) -> PayField | None:
    """Give the one salary in dollars; several tiers are by place or level and are not used."""
    parts = [
        part for tier in compensation.get("compensationTiers") or () for part in tier.get("components") or ()
    ]
    salaries = [
        part
        for part in parts
        if part.get("compensationType") == "Salary" and part.get("currencyCode") == "USD"
    ]
    if len(salaries) != 1:
        return None
    (salary,) = salaries
    unit = UNITS.get(salary.get("interval") or "")
    return pay_between(salary.get("minValue"), salary.get("maxValue"), unit)
