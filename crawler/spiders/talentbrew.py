"""What do career sites on TalentBrew (Radancy) show, on the employer's own host?"""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy.http import Request, TextResponse

from crawler.board import Board, Page, Row, row_hash
from crawler.spiders.jsonld import JsonLdSpider, worded_row
from crawler.troubles import FailedError

POSTING = re.compile(r"/job/[^/]+/([^/]+)/(\d+)/(\d+)(?:/|$)")
COMPANY = re.compile(r"\(company (\d+)\)")
MOST_LIST_PAGES = 1000


class TalentBrewSpider(JsonLdSpider):
    """Reads the sitemap, which robots.txt leaves open even where the search is not; else the search pages."""

    name = "talentbrew"
    platforms = frozenset({"talentbrew"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the sitemap's postings, or the search pages where there is no sitemap that names any."""
        async for page in self.sitemap_or(board, self._search_pages(board)):
            yield _of_company(board, page)

    async def _search_pages(self, board: Board) -> AsyncIterator[Page]:
        seen: set[str] = set()
        barren = 0
        for number in range(1, MOST_LIST_PAGES + 1):
            answer = await board.fetch_list(Request(board.address(f"/search-jobs?p={number}")))
            found = answer.css("section#search-results")
            if not found:
                raise FailedError("the page holds no list")
            rows = [row for row in self._cards(answer) if row.native not in seen]
            seen.update(row.native for row in rows)
            total, last = (found.attrib.get(f"data-total-{name}", "") for name in ("results", "pages"))
            yield Page(rows=tuple(rows), advertised=int(total) if total.isdecimal() else None)
            barren = 0 if rows else barren + 1
            if barren == 2 or (last.isdecimal() and number >= int(last)):
                return
        board.incomplete(f"the list goes on after {MOST_LIST_PAGES} pages")

    def _cards(self, page: TextResponse) -> list[Row]:
        rows: dict[str, Row] = {}
        for link in page.css('section#search-results a[href*="/job/"]'):
            row = self.row(page.urljoin(link.attrib["href"]), "")
            shown = (
                link.css("h2 ::text, h3 ::text, .job-title ::text").getall() or link.css("::text").getall()
            )
            title = " ".join("".join(shown).split())
            if row and title:
                rows.setdefault(row.native, replace(row, title=title, hash=row_hash(row.native, title)))
        return list(rows.values())

    def row(self, url: str, stamp: str) -> Row | None:
        """Give the row of a posting's address, whose last number is the id."""
        match = POSTING.search(urlsplit(url).path)
        if not match:
            return None
        return replace(worded_row(match[3], match[1], stamp, url), content=match[2])


def _of_company(board: Board, page: Page) -> Page:
    """Keep the rows of the row's company, where it names one: some sites show several."""
    named = COMPANY.search(board.employer.board)
    if not named:
        return page
    kept = tuple(row for row in page.rows if row.content == named[1])
    return Page(rows=kept, advertised=page.advertised if len(kept) == len(page.rows) else None)
