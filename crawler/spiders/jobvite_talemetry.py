"""What do boards on Jobvite Engage, once Talemetry, show (on the employer's own host)?"""

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.registry import Employer
from crawler.spiders.jsonld import marked_up, posting_of, text_page
from crawler.structured import place_in

PAGE = 100
WINDOW = 10_000  # rows beyond it are left out without a word


class TalemetrySpider(BoardSpider):
    """Reads the list as data, and the marked-up page of each posting."""

    name = "jobvite_talemetry"
    platforms = frozenset({"jobvite_talemetry"})

    def key(self, employer: Employer) -> str:
        """Give the host, whatever the row notes behind it."""
        return self.host(employer)

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to its total, or to a page that shows nothing new."""
        for number in count(1):
            url = board.address(f"/jobs/search.json?page={number}&per_page={PAGE}")
            answer = await board.fetch_json(Request(url))
            total = int(answer["total_entries"])
            fresh = board.fresh(_row(board, entry) for entry in answer["entries"])
            yield Page(rows=fresh, advertised=total)
            if not fresh or len(board.tally.listed) >= total:
                break
        if total > WINDOW:
            board.incomplete(f"of {total} postings the board shows {WINDOW} at most")

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting that the page is marked up with."""
        page = text_page(response)
        posting = posting_of(board, row, marked_up(page), page.url)
        return replace(posting, locations=posting.locations or _places(row.content))


def _row(board: Board, entry: dict[str, Any]) -> Row:
    number = str(entry["id"])
    request = Request(board.address(f"/jobs/{number}-{entry['permalink']}"))
    return Row(
        native=number,
        title=entry["title"],
        hash=row_hash(entry["title"], entry["permalink"], entry.get("location")),
        detail=request,
        content=entry,
    )


def _places(entry: dict[str, Any]) -> tuple[str, ...]:
    written = place_in(entry.get("location") or {}, "locality", "region_abbr")
    return (written,) if written else ()
