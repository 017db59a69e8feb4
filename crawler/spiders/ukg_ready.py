"""What do boards on UKG Ready, once Kronos, show (`{host}/ta/{company}.careers`)?"""

import re
from collections.abc import AsyncIterator
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.registry import Employer
from crawler.structured import text_of
from crawler.troubles import FailedError

PAGE = 100
COMPANY = re.compile(r"(?:company\s+|/ta/)(\w+)")
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
        seen: set[str] = set()
        number = 0
        while True:
            number += 1
            query = f"offset={number}&size={PAGE}&sort=desc&ein_id=&lang=en-US"
            path = f"/ta/rest/ui/recruitment/companies/%7C{_company(board.employer.board)}/job-requisitions?{query}"
            answer = await board.fetch_json(Request(board.address(path)))
            fresh = [fields for fields in answer["job_requisitions"] if str(fields["id"]) not in seen]
            seen.update(str(fields["id"]) for fields in fresh)
            total = answer["_paging"]["total"]
            yield Page(rows=tuple(map(_row, fresh)), advertised=total)
            if not fresh or len(seen) >= total:
                return

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its row."""
        fields = row.content
        place = fields.get("location") or {}
        written = ", ".join(filter(None, (text_of(place.get(key)) for key in ("city", "state"))))
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
    match = COMPANY.search(board)
    if not match:
        raise FailedError("the row's board is not spelled host company number")
    return match[1]


def _row(fields: dict[str, Any]) -> Row:
    said = row_hash(*(fields.get(key) for key in HASHED))
    return Row(native=str(fields["id"]), title=fields["job_title"], hash=said, detail=None, content=fields)


def _pay(fields: dict[str, Any]) -> PayField | None:
    low, high = (float(fields.get(f"base_pay_{end}") or 0) or None for end in ("from", "to"))
    unit = UNITS.get(str(fields.get("base_pay_frequency") or "").upper())
    return PayField(low=low, high=high, unit=unit) if low or high else None
