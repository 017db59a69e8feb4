"""What do boards on Taleo Business Edition show (`{server}.tbe.taleo.net`, one feed that holds everything)?"""

import re
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime

from parsel import Selector
from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, parts_of, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.registry import Employer
from crawler.troubles import FailedError

BOARD = re.compile(
    r"(?P<host>[^/\s]+\.tbe\.taleo\.net)/(?P<base>\w+)\S*?[\s?&]org=(?P<org>\w+)[\s&]cws=(?P<cws>\d+)"
)
FEED = "ats/servlet/Rss?org={org}&cws={cws}&WebPage=SRCHR_V2&WebVersion=0&_rss_version=2"
REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|(\d+));")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
NAMED = ("title", "link", "pubDate", "reqId", "locationCity", "locationState", "location", "html-description")


class TaleoBusinessSpider(BoardSpider):
    """Reads the feed of all open positions by one request."""

    name = "taleo_business_edition"
    platforms = frozenset({"taleo_business_edition"})

    def key(self, employer: Employer) -> str:
        """Give server, zone and organization; the career site's number is left out, for sites share postings."""
        parts = _parts(employer.board)
        return f"{parts['host']}/{parts['base']}/{parts['org']}"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the one feed, cleaned of what XML forbids."""
        parts = _parts(board.employer.board)
        answer = await board.fetch_list(Request(board.address(f"/{parts['base']}/{FEED.format(**parts)}")))
        feed = Selector(text=_legal(answer.text), type="xml")
        feed.remove_namespaces()
        if not feed.xpath("/rss/channel"):
            raise FailedError("the answer is not a feed")
        rows = tuple(map(_row, feed.xpath("/rss/channel/item")))
        yield Page(rows=rows, advertised=len(rows))

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its item."""
        item: dict[str, str] = row.content
        return Posting(
            **board.found(row, board.public(item["link"])),
            title=item["title"],
            body=item["html-description"],
            body_kind="html",
            locations=_places(item),
            posted_on=_day(item["pubDate"]),
            requisition=row.native,
        )


def _parts(board: str) -> dict[str, str]:
    return parts_of(board, BOARD, "server/zone org=ORG cws=number")


def _legal(text: str) -> str:
    """Drop the control characters that feeds hold as they are and as references."""

    def kept(found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else int(found[2])
        return found[0] if number in {9, 10, 13} or 32 <= number < 0x110000 else " "

    return CONTROLS.sub(" ", REFERENCE.sub(kept, text))


def _row(item: Selector) -> Row:
    content = {name: (item.xpath(f"string({name})").get() or "").strip() for name in NAMED}
    if not content["reqId"].isdecimal():
        raise ValueError(f"an item of the feed without a number: {content['title'][:80]!r}")
    return Row(
        native=content["reqId"],
        title=content["title"],
        hash=row_hash(content),
        content=content,
    )


def _places(item: dict[str, str]) -> tuple[str, ...]:
    state = item["locationState"].removeprefix("US-")
    together = ", ".join(filter(None, (item["locationCity"], state)))
    return tuple(filter(None, [together or item["location"]]))


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return parsedate_to_datetime(text).date()
    return None
