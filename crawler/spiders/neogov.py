"""What do public employers' boards on NEOGOV show (`www.governmentjobs.com/careers/{agency}`)?"""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count
from typing import Any

from parsel import Selector
from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, is_short, parts_of, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.registry import Employer
from crawler.spiders.jsonld import posting_of, text_page
from crawler.structured import job_posting
from crawler.troubles import FailedError

BOARD = re.compile(r"^(?P<host>[^/\s]+)/careers/(?P<agency>[^/\s]+)(?:\s+department~(?P<department>.+))?$")
POSTING = re.compile(r"/jobs/(\d+)")
PAY = re.compile(r"\$([\d,.]+)(?:\s*-\s*\$([\d,.]+))?\s+(\w+)")
UNITS: dict[str, Any] = {
    "annually": "year", "hourly": "hour", "monthly": "month", "biweekly": "biweek", "weekly": "week", "daily": "day",
}  # fmt: skip
GONE = re.compile(r"(?i)no longer (?:available|accepting|posted)|posting (?:is|has) (?:been )?closed")


class NeogovSpider(BoardSpider):
    """Reads the list as the board's own page loads it, and the page of each posting."""

    name = "neogov"
    platforms = frozenset({"neogov"})

    def key(self, employer: Employer) -> str:
        """Give host and agency; a county's departments share their numbers."""
        board = _parts(employer.board)
        return f"{board['host']}/careers/{board['agency']}"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to its total, or to a page that shows nothing new; a department's rows alone are kept."""
        parts = _parts(board.employer.board)
        headers = {
            "X-Requested-With": "XMLHttpRequest",
            "Referer": board.address(f"/careers/{parts['agency']}"),
        }
        seen: set[str] = set()
        for number in count(1):
            query = f"agency={parts['agency']}&sort=PostingDate&isDescendingSort=true&page={number}&keyword="
            answer = await board.fetch_list(
                Request(board.address(f"/careers/home/index?{query}"), headers=headers)
            )
            total = _total(answer.selector)
            items = answer.css("li.list-item[data-job-id]")
            fresh = [item for item in items if item.attrib["data-job-id"] not in seen]
            seen.update(item.attrib["data-job-id"] for item in fresh)
            rows = tuple(_row(board, item) for item in fresh if _belongs(item, parts["department"]))
            yield Page(rows=rows, advertised=None if parts["department"] else total)
            if not fresh or len(seen) >= total:
                break
        if is_short(len(seen), total):
            board.incomplete(f"listed {len(seen)} of {total} advertised")

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a page; its place stands on the list, for the page names the agency's seat."""
        page = text_page(response)
        if not (match := POSTING.search(page.url)) or match[1] != row.native:
            raise ValueError("its page leads elsewhere")
        fields = job_posting(page.text)
        if fields is None:
            if GONE.search(" ".join(page.css("body ::text").getall())):
                return None
            raise ValueError("its page holds no posting")
        posting = posting_of(board, row, fields, page.url.split("?")[0])
        place, pay = row.content
        return replace(
            posting,
            locations=(place,) if place else posting.locations,
            pay_field=posting.pay_field or _pay(pay),
        )


def _parts(board: str) -> dict[str, str | None]:
    return parts_of(board.strip(), BOARD, "host/careers/agency [department~name]")


def _total(page: Selector) -> int:
    shown = page.css("#job-postings-number::text").get(default="").replace(",", "").strip()
    if not shown.isdecimal():
        raise FailedError("the answer holds no list")
    return int(shown)


def _belongs(item: Selector, department: str | None) -> bool:
    """Tell whether a row is of the department, whose name may be cut short in the registry."""
    named = item.css("a.item-details-link::attr(data-department-name)").get(default="")
    return department is None or department.casefold() in named.casefold()


def _row(board: Board, item: Selector) -> Row:
    link = item.css("a.item-details-link")
    said = [" ".join(line.css("::text").getall()).strip() for line in item.css("ul.list-meta > li")]
    place = next((line.partition(":")[2].strip() for line in said if line.startswith("Location:")), "")
    title = " ".join("".join(link.css("::text").getall()).split())
    number = item.attrib["data-job-id"]
    request = Request(board.address(link.attrib["href"]))
    content = (place, next((line for line in said if "$" in line), ""))
    return Row(
        native=number, title=title, hash=row_hash(number, title, said), detail=request, content=content
    )


def _pay(line: str) -> PayField | None:
    match = PAY.search(line)
    if not match:
        return None
    low, high = (float(text.replace(",", "").rstrip(".")) if text else None for text in match.groups()[:2])
    return PayField(low=low, high=high or low, unit=UNITS.get(match[3].lower()))
