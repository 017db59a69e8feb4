"""What do boards on Paylocity show (`recruiting.paylocity.com/recruiting/jobs/All/{guid}`)?"""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import chompjs
from scrapy.http import Request, Response, TextResponse

from crawler.board import Board, Page, Row, fields_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.spiders.jsonld import posting_of, text_page
from crawler.structured import Fields, day_of, job_posting, place_in, text_of
from crawler.troubles import FailedError

PACE = 2.0  # bursts are answered with 429
HASHED = ("JobTitle", "LocationName", "PublishedDate", "Description", "IsRemote")


class PaylocitySpider(BoardSpider):
    """Reads the one page that lists all, then each posting's page."""

    name = "paylocity"
    platforms = frozenset({"paylocity"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list, which stands as data in the page's script; there are no further pages."""
        board.slow_down(PACE)
        page = await board.fetch_list(Request(board.address(f"/recruiting/jobs/All/{board.account}")))
        data = re.search(r"window\.pageData\s*=\s*", page.text)
        if not data:
            raise FailedError("the page holds no list")
        jobs: list[dict[str, Any]] = chompjs.parse_js_object(page.text[data.end() :])["Jobs"]
        rows = tuple(_row(board, job) for job in jobs if not job.get("IsInternal"))
        yield Page(rows=rows, advertised=len(rows))

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a page, marked up or not; the page of a closed one says that it isn't found."""
        page = text_page(response)
        if "JobNotFound" in page.url:
            return None
        listed = row.content
        fields = job_posting(page.text) or _unmarked(page, listed)
        posting = posting_of(board, row, fields, page.url)
        return replace(
            posting,
            locations=posting.locations or _places(listed),
            posted_on=posting.posted_on or day_of(listed.get("PublishedDate")),
            remote_field=posting.remote_field or ("Remote" if listed.get("IsRemote") else None),
        )


def _row(board: Board, job: dict[str, Any]) -> Row:
    number = str(job["JobId"])
    request = Request(board.address(f"/Recruiting/Jobs/Details/{number}"))
    return Row(
        native=number, title=job["JobTitle"], hash=fields_hash(job, HASHED), detail=request, content=job
    )


def _unmarked(page: TextResponse, listed: dict[str, Any]) -> Fields:
    blocks = page.css("div.job-preview-details").getall()
    if not blocks:
        raise ValueError("its page holds no posting")
    return {"title": listed["JobTitle"], "description": "\n".join(blocks)}


def _places(listed: dict[str, Any]) -> tuple[str, ...]:
    written = place_in(listed.get("JobLocation") or {}, "City", "State")
    return tuple(filter(None, [written or text_of(listed.get("LocationName"))]))
