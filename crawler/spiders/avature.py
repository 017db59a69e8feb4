"""What do portals on Avature show (`{tenant}.avature.net/{path}/SearchJobs`)?"""

import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request, Response, TextResponse

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.spiders.jsonld import text_page
from crawler.structured import text_of
from crawler.troubles import FailedError

PACE = 3.0
MOST_PAGES = 1000
POSTING = re.compile(r"/JobDetail/(?:[^/?#]+/)?(\d+)")
OF_TOTAL = re.compile(r"\bof\s+([\d,]+)")
NEXT = "//a[@href][contains(normalize-space(.), 'Next') or @rel='next']/@href"
LABELS = {"place": ("Location", "Locations", "City"), "requisition": ("Job ID", "Requisition ID", "Ref #")}


class AvatureSpider(BoardSpider):
    """Reads the search pages by following their links to the next, and each posting's page."""

    name = "avature"
    platforms = frozenset({"avature"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to the page without a next one, or without anything new; a page's size is the portal's own."""
        board.slow_down(PACE)
        path = urlsplit(f"https://{board.employer.board}").path.rstrip("/")
        url = board.address(f"{path}/?jobOffset=0")
        for _ in range(MOST_PAGES):
            answer = await board.fetch_list(Request(url))
            shown = OF_TOTAL.search(" ".join(answer.css(".list-controls__text ::text").getall()))
            rows = _rows(answer)
            is_list = answer.css("[class*=list-controls], [class*=article--]")
            if not (board.tally.listed or rows or is_list):
                raise FailedError("the list is not a page of Avature")
            fresh = board.fresh(rows)
            yield Page(rows=fresh, advertised=int(shown[1].replace(",", "")) if shown else None)
            following = answer.xpath(NEXT).get()
            if not fresh or not following:
                return
            url = answer.urljoin(following)
        board.incomplete(f"the list goes on after {MOST_PAGES} pages")

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a page, whose details stand in articles of their own."""
        page = text_page(response)
        if not (match := POSTING.search(page.url)) or match[1] != row.native:
            raise ValueError("its page leads elsewhere")
        place = _labelled(page, "place")
        return Posting(
            **board.found(row, board.public(page.url)),
            title=_words(page, ".banner__text__title") or row.title or "",
            body="\n".join(page.css("article.article--details").getall()),
            body_kind="html",
            locations=(place,) if place else (),
            requisition=_labelled(page, "requisition") or row.native,
        )


def _rows(page: TextResponse) -> list[Row]:
    rows: dict[str, Row] = {}
    for link in page.css("article.article--result a[href*='/JobDetail/']"):
        title = " ".join("".join(link.css("::text").getall()).split())
        match = POSTING.search(link.attrib["href"])
        if match and title:
            request = Request(page.urljoin(link.attrib["href"]))
            row = Row(native=match[1], title=title, hash=row_hash(match[1], title), detail=request)
            rows.setdefault(match[1], row)
    return list(rows.values())


def _words(page: Any, selector: str) -> str:
    return " ".join(" ".join(page.css(f"{selector} ::text").getall()).split())


def _labelled(page: TextResponse, kind: str) -> str | None:
    """Give what stands beside a label."""
    for label in LABELS[kind]:
        beside = page.xpath(f"//*[normalize-space(text())='{label}']/following-sibling::*[1]")
        if found := " ".join(" ".join(beside.xpath(".//text()").getall()).split()):
            return text_of(found)
    return None
