"""What do boards on classic iCIMS portals show (`careers-{employer}.icims.com`)?"""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy.http import Request, Response, TextResponse

from crawler.board import Board, Page, Row, row_hash
from crawler.posting import Posting
from crawler.spiders.jsonld import JsonLdSpider, posting_of, text_page, worded_row
from crawler.structured import Fields, job_posting
from crawler.troubles import FailedError

POSTING = re.compile(r"/jobs/(\d+)/(?:([^/?]+)/)?job")
MOST_LIST_PAGES = 500
GONE = re.compile(
    r"(?i)(?:could not be found|no longer (?:available|accepting|posted)|has (?:been filled|expired|closed))"
)
FRAME = "in_iframe=1"  # without it the page is a wrapper that holds no posting


class IcimsSpider(JsonLdSpider):
    """Reads the sitemap, or the list pages where a portal has none, and each posting's framed page."""

    name = "icims"
    platforms = frozenset({"icims"})

    def pages(self, board: Board) -> AsyncIterator[Page]:
        """Give the sitemap's postings, or the list pages where there is no sitemap.

        A portal that turns us away from its sitemap is not tried by another way.
        """
        return self.sitemap_or(board, self._list_pages(board))

    async def _list_pages(self, board: Board) -> AsyncIterator[Page]:
        for number in range(MOST_LIST_PAGES):
            url = board.address(f"/jobs/search?ss=1&{FRAME}&pr={number}")
            response = await board.fetch_list(Request(url))
            rows = board.fresh(self._cards(response))
            if number == 0 and not rows and "iCIMS" not in response.text:
                raise FailedError("the list is not a page of an iCIMS portal")
            yield Page(rows=rows)
            last = re.search(r"Page\s+\d+\s+of\s+(\d+)", " ".join(response.css("::text").getall()))
            if not rows or (last and number + 1 >= int(last[1])):
                return
        board.incomplete(f"the list goes on after {MOST_LIST_PAGES} pages")

    def _cards(self, response: TextResponse) -> list[Row]:
        rows = {}
        for anchor in response.css('a.iCIMS_Anchor[href*="/jobs/"]'):
            url = response.urljoin(anchor.attrib["href"])
            title = " ".join("".join(anchor.css("h2::text, h3::text, h4::text").getall()).split())
            if title and (row := self.row(url, "")):
                rows[row.native] = replace(row, title=title, hash=row_hash(row.native, title))
        return list(rows.values())

    def row(self, url: str, stamp: str) -> Row | None:
        """Give the row of a posting's address; its number is the id, whatever words follow it."""
        match = POSTING.search(urlsplit(url).path)
        if not match:
            return None
        return worded_row(match[1], match[2] or "", stamp, f"{url.split('?')[0]}?{FRAME}")

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a framed page; None where the page says that it is gone."""
        page = text_page(response)
        if f"/jobs/{row.native}/" not in urlsplit(page.url).path:
            raise ValueError("its page leads elsewhere")
        fields = job_posting(page.text) or _unmarked(page)
        if fields is None:
            if GONE.search(" ".join(page.css("body ::text").getall())):
                return None
            raise ValueError("its page holds no posting")
        return _without_made_up_dates(posting_of(board, row, fields, page.url.split("?")[0]))


def _unmarked(page: TextResponse) -> Fields | None:
    """Read the blocks of a page that carries no markup."""
    title = " ".join(page.css(".iCIMS_Header h1 ::text, h1.iCIMS_Header ::text").getall()).strip()
    blocks = page.css(".iCIMS_InfoMsg_Job").getall()
    return {"title": title, "description": "\n".join(blocks)} if title and blocks else None


def _without_made_up_dates(posting: Posting) -> Posting:
    """Drop an end exactly a year after the posting, which portals fill in; two years ago to the day is a floor."""
    start, end = posting.posted_on, posting.closes_on
    if start and end and (end - start).days in {365, 366}:
        posting = replace(posting, closes_on=None)
    today = posting.fetched_at.date()
    if start and (start.year + 2, start.month, start.day) == (today.year, today.month, today.day):
        posting = replace(posting, posted_kind="on_or_before")
    return posting
