"""What do boards on classic Jobvite show (`jobs.jobvite.com/{slug}`)?"""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count
from urllib.parse import urlsplit

from scrapy.http import Request, Response, TextResponse

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.spiders.jsonld import posting_of, text_page
from crawler.structured import Fields, job_posting
from crawler.troubles import FailedError

PACE = 3.0
OF_TOTAL = re.compile(r"of\s+([\d,]+)")
POSTING = re.compile(r"/job/([\w-]+)")
REQUISITION = re.compile(r"Req\.\s*Num\.:\s*(\S+)")


class JobviteSpider(BoardSpider):
    """Reads the search pages, for the page of all is cut short on large boards, and each posting's page."""

    name = "jobvite"
    platforms = frozenset({"jobvite"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to its total, or to a page that shows nothing new."""
        board.slow_down(PACE)
        for number in count():
            url = board.address(f"/{board.account}/search?q=&l=&p={number}")
            answer = await board.fetch_list(Request(url))
            if board.account.casefold() not in urlsplit(answer.url).path.casefold():
                raise FailedError("the list leads elsewhere; the board is gone")
            total, fresh = _total(answer), board.fresh(_rows(answer))
            yield Page(rows=fresh, advertised=total)
            if not fresh or (total is not None and len(board.tally.listed) >= total):
                return

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a page; its text is that of the page's own block, for the markup may hold all of the page."""
        page = text_page(response)
        if not (match := POSTING.search(urlsplit(page.url).path)) or match[1] != row.native:
            raise ValueError("its page leads elsewhere")
        meta = " ".join(" ".join(page.css("p.jv-job-detail-meta ::text").getall()).split())
        found = REQUISITION.search(meta)
        posting = posting_of(board, row, _fields(page), page.url)
        return replace(
            posting,
            locations=posting.locations or ((row.content,) if row.content else ()),
            requisition=posting.requisition or (found[1] if found else None),
        )


def _fields(page: TextResponse) -> Fields:
    fields = dict(job_posting(page.text) or {})
    block = page.css("div.jv-job-detail-description").get()
    title = " ".join("".join(page.css("h2.jv-header ::text").getall()).split())
    if block:
        fields["description"] = re.sub(r"(?s)<!--.*?-->", "", block)
    if title:
        fields["title"] = title
    return fields


def _total(page: TextResponse) -> int | None:
    shown = OF_TOTAL.search(" ".join(page.css(".jv-pagination-text ::text").getall()))
    if shown:
        return int(shown[1].replace(",", ""))
    if not page.css("table.jv-job-list, .jv-page-body, .jv-wrapper"):
        raise FailedError("the list is not a page of Jobvite")
    return None


def _rows(page: TextResponse) -> list[Row]:
    rows = []
    for line in page.css("table.jv-job-list tr"):
        link = line.css("td.jv-job-list-name a")
        if not link or not (match := POSTING.search(link.attrib["href"])):
            continue
        title = " ".join("".join(link.css("::text").getall()).split())
        place = " ".join("".join(line.css("td.jv-job-list-location ::text").getall()).split())
        request = Request(page.urljoin(link.attrib["href"]))
        said = row_hash(match[1], title, place)
        rows.append(Row(native=match[1], title=title, hash=said, detail=request, content=place))
    return rows
