"""What do boards on Phenom show, which live on the employers' own hosts?"""

import json
import re
from collections.abc import AsyncIterator
from typing import Any

from scrapy.http import Request, Response, TextResponse

from crawler.board import Board, Page, Row, fields_hash, json_of
from crawler.board_spider import BoardSpider
from crawler.manners import is_json
from crawler.posting import Posting
from crawler.structured import day_of, pay_between, text_of
from crawler.troubles import FailedError

PAGE = 500  # more is cut to this without a word
HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
COMMON = {"lang": "en_us", "deviceType": "desktop", "country": "us", "siteType": "external"}
SEARCH = {
    "pageName": "search-results", "ddoKey": "refineSearch", "sortBy": "", "subsearch": "", "jobs": True, "counts": True,
    "all_fields": ["category", "state", "city", "type"], "size": PAGE, "clearAll": False, "jdsource": "facets",
    "isSliderEnable": False, "keywords": "", "global": True, "selected_fields": {}, "locationData": {},
}  # fmt: skip
HASHED = ("title", "cityStateCountry", "multi_location", "type", "descriptionTeaser", "postedDate")


class PhenomSpider(BoardSpider):
    """Reads the list by the site's own search, then each posting by its number."""

    name = "phenom"
    platforms = frozenset({"phenom"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to a short page; some tenants answer with a total alone unless their page is named."""
        page_id = await self._page_id(board)
        start, total = 0, 0
        while True:
            answer = (await board.fetch_json(_widget(board, SEARCH | page_id | {"from": start})))[
                "refineSearch"
            ]
            rows = answer["data"]["jobs"]
            if start == 0:
                total = answer["totalHits"]
            if total and not start and not rows:
                raise FailedError(f"a total of {total}, and no posting on the first page")
            yield Page(rows=tuple(_row(board, row) for row in rows), advertised=total)
            start += len(rows)
            if not rows or start >= total:
                return

    async def _page_id(self, board: Board) -> dict[str, str]:
        page = await board.fetch(Request(board.address("/us/en/search-results")))
        found = re.search(r'"pageId"\s*:\s*"([\w-]+)"', page.text) if isinstance(page, TextResponse) else None
        return {"pageId": found[1]} if found else {}

    is_detail = staticmethod(is_json)

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting; a closed one has no data."""
        fields = (json_of(response)["jobDetail"].get("data") or {}).get("job")
        if not fields:
            return None
        listed = row.content
        return Posting(
            **board.found(
                row, f"https://{board.host}/us/en/job/{row.native}", text_of(listed.get("companyName"))
            ),
            title=fields.get("title") or listed["title"],
            body=fields["description"],
            body_kind="html",
            locations=_places(listed),
            posted_on=day_of(listed.get("postedDate")),
            requisition=text_of(listed.get("reqId")),
            employment_type=text_of(listed.get("type")),
            remote_field="Remote" if text_of(listed.get("city")) == "Remote" else None,
            pay_field=pay_between(fields.get("salaryMin"), fields.get("salaryMax"), None),
        )


def _widget(board: Board, query: dict[str, Any]) -> Request:
    return Request(board.address("/widgets"), method="POST", headers=HEADERS, body=json.dumps(COMMON | query))


def _row(board: Board, row: dict[str, Any]) -> Row:
    ask = {
        "pageName": "job-details",
        "ddoKey": "jobDetail",
        "jobId": row["jobId"],
        "jobSeqNo": row["jobSeqNo"],
    }
    return Row(
        native=str(row["jobId"]),
        title=row["title"],
        hash=fields_hash(row, HASHED),
        detail=_widget(board, ask),
        content=row,
    )


def _places(row: dict[str, Any]) -> tuple[str, ...]:
    several = tuple(filter(None, map(text_of, row.get("multi_location") or ())))
    return several or tuple(filter(None, [text_of(row.get("cityStateCountry") or row.get("location"))]))
