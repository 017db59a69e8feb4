"""What do boards on UKG Ready, once Kronos, show (`{host}/ta/{company}.careers`)?"""

import re
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash, parts_of
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.registry import Employer
from crawler.structured import pay_between, place_in, text_of

PAGE = 100
BOARD = re.compile(r"(?:company\s+|/ta/)(?P<company>\w+)")
UNITS: dict[str, Any] = {"HOUR": "hour", "YEAR": "year"}
HASHED = ("job_title", "job_description", "location", "employee_type", "base_pay_from", "base_pay_to")


class UkgReadySpider(BoardSpider):
    """Reads the list, whose rows hold the postings whole; they tell no day of posting."""

    name = "ukg_ready"
    platforms = frozenset({"ukg_ready"})

    def key(self, employer: Employer) -> str:
        """Give host and company."""
        return f"{self.host(employer)}/{_company(employer.board)}"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to its total, or to a page that shows nothing new; `offset` counts pages, from one."""
        for number in count(1):
            query = f"offset={number}&size={PAGE}&sort=desc&ein_id=&lang=en-US"
            path = f"/ta/rest/ui/recruitment/companies/%7C{_company(board.employer.board)}/job-requisitions?{query}"
            answer = await board.fetch_json(Request(board.address(path)))
            fresh = board.fresh(map(_row, answer["job_requisitions"]))
            total = answer["_paging"]["total"]
            yield Page(rows=fresh, advertised=total)
            if not fresh or len(board.tally.listed) >= total:
                return

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its row."""
        fields = row.content
        written = place_in(fields.get("location") or {}, "city", "state")
        page = f"/ta/{_company(board.employer.board)}.careers?CareersSearch=&ShowJob={row.native}&lang=en-US"
        return Posting(
            **board.found(row, f"https://{board.host}{page}"),
            title=fields["job_title"],
            body=fields["job_description"],
            body_kind="html",
            locations=(written,) if written else (),
            requisition=row.native,
            employment_type=text_of((fields.get("employee_type") or {}).get("name")),
            pay_field=_pay(fields),
        )


def _company(board: str) -> str:
    return str(parts_of(board, BOARD, "host company number")["company"])


def _row(fields: dict[str, Any]) -> Row:
    return Row(
        native=str(fields["id"]), title=fields["job_title"], hash=fields_hash(fields, HASHED), content=fields
    )


def _pay(fields: dict[str, Any]) -> PayField | None:
    unit = UNITS.get(str(fields.get("base_pay_frequency") or "").upper())
    return pay_between(fields.get("base_pay_from"), fields.get("base_pay_to"), unit)
