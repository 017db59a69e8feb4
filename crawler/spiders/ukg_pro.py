"""What do boards on UKG Pro show (`recruiting.ultipro.com/{code}/JobBoard/{guid}`)?"""

import json
import re
from collections.abc import AsyncIterator
from html import escape
from itertools import count
from typing import Any

import chompjs
from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash, parts_of, row_hash
from crawler.given import GivenSpider
from crawler.posting import PayField, Posting
from crawler.registry import Employer
from crawler.spiders.jsonld import text_page
from crawler.structured import day_of, pay_between, text_of

PAGE = 50
BOARD = re.compile(r"(?P<host>[^/\s]+)/(?P<code>[^/\s]+)/JobBoard/(?P<guid>[0-9a-fA-F-]{36})")
POSTING = re.compile(
    r"(?i)/JobBoard/[0-9a-f-]{36}/OpportunityDetail\?(?:[^#]*&)?opportunityId=([0-9a-f-]{36})"
)
DETAIL = re.compile(r"CandidateOpportunityDetail\(\s*(?=\{)")
HEADERS = {"Content-Type": "application/json", "X-Requested-With": "XMLHttpRequest"}
ORDER = [{"Value": "postedDateDesc", "PropertyName": "PostedDate", "Ascending": False}]
HASHED = ("Title", "RequisitionNumber", "Locations", "PostedDate", "BriefDescription", "FullTime")
REMOTE = 2
ENDS = ("Minimum", "Maximum")
UNITS: tuple[tuple[str, Any], ...] = (("Hourly", "hour"), ("Annual", "year"))


class UkgProSpider(GivenSpider):
    """Reads the pages of postings; the list's route is forbidden on the platform's common host, and left alone there."""

    name = "ukg_pro"
    platforms = frozenset({"ukg_pro"})

    def key(self, employer: Employer) -> str:
        """Give the customer's code: a posting keeps its number on all boards of a customer."""
        return _parts(employer.board)["code"]

    def list_address(self, board: Board) -> str:
        """Give the route that the board's own page loads the list by."""
        parts = _parts(board.employer.board)
        return board.address(f"/{parts['code']}/JobBoard/{parts['guid']}/JobBoardView/LoadSearchResults")

    async def list_pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to its total or a short page."""
        for start in count(0, PAGE):
            search = {"Top": PAGE, "Skip": start, "QueryString": "", "OrderBy": ORDER, "Filters": []}
            body = json.dumps({"opportunitySearch": search})
            request = Request(self.list_address(board), method="POST", headers=HEADERS, body=body)
            answer = await board.fetch_json(request)
            rows = tuple(_row(board, fields) for fields in answer["opportunities"])
            yield Page(rows=rows, advertised=answer["totalCount"])
            if len(rows) < PAGE or start + PAGE >= answer["totalCount"]:
                return

    def given_row(self, board: Board, url: str) -> Row | None:
        """Give the row of a posting's page on this customer's boards."""
        match = POSTING.search(url)
        if not match or f"/{_parts(board.employer.board)['code']}/".casefold() not in url.casefold():
            return None
        number = match[1].lower()
        return Row(native=number, title=None, hash=row_hash(number), detail=Request(_page(board, number)))

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from the data in its page's script; who supervises it is never read."""
        page = text_page(response)
        data = DETAIL.search(page.text)
        if not data:
            raise ValueError("its page holds no posting")
        fields: dict[str, Any] = chompjs.parse_js_object(page.text[data.end() :])
        if fields.get("OpportunityIsClosed"):
            return None
        return Posting(
            **board.found(row, board.public(page.url)),
            title=fields["Title"],
            body=_body(fields),
            body_kind="html",
            locations=_places(fields),
            posted_on=day_of(fields.get("PostedDate")),
            updated_on=day_of(fields.get("UpdatedDate")),
            requisition=text_of(fields.get("RequisitionNumber")),
            employment_type=_hours(fields.get("FullTime")),
            remote_field="Remote" if fields.get("JobLocationType") == REMOTE else None,
            pay_field=_pay(fields),
        )


def _parts(board: str) -> dict[str, str]:
    return parts_of(board, BOARD, "host/CODE/JobBoard/guid")


def _page(board: Board, number: str) -> str:
    parts = _parts(board.employer.board)
    path = f"/{parts['code']}/JobBoard/{parts['guid']}/OpportunityDetail?opportunityId={number}"
    return board.address(path)


def _row(board: Board, fields: dict[str, Any]) -> Row:
    number = str(fields["Id"]).lower()
    return Row(
        native=number,
        title=fields["Title"],
        hash=fields_hash(fields, HASHED),
        detail=Request(_page(board, number)),
    )


def _body(fields: dict[str, Any]) -> str:
    """Give the description, and after it the licenses and certificates that the board keeps in a list of its own."""
    criteria = fields.get("LicenseAndCertificationCriteria") or ()
    named = ((text_of(item.get("Name")) or text_of(item.get("Description")), item) for item in criteria)
    asked = [
        f"<li>{escape(name)} ({'required' if item.get('Required') else 'preferred'})</li>"
        for name, item in named
        if name
    ]
    more = f"<h3>Licenses and certifications</h3><ul>{''.join(asked)}</ul>" if asked else ""
    return "\n".join(filter(None, (fields["Description"], more)))


def _hours(full_time: object) -> str | None:
    return {True: "Full time", False: "Part time"}[full_time] if isinstance(full_time, bool) else None


def _places(fields: dict[str, Any]) -> tuple[str, ...]:
    found = []
    for place in fields.get("Locations") or ():
        address = place.get("Address") or {}
        parts = (text_of(address.get("City")), text_of((address.get("State") or {}).get("Code")))
        found.append(", ".join(filter(None, parts)) or text_of(place.get("LocalizedName")))
    return tuple(dict.fromkeys(filter(None, found)))


def _pay(fields: dict[str, Any]) -> PayField | None:
    """Give the range that the page shows, by the hour or the year; a hidden one stays hidden."""
    if (fields.get("CompensationCurrencyCode") or "USD") != "USD" or not fields.get("PayRangeVisible", True):
        return None
    shown = fields.get("PayRange") or {}
    ranges = [(unit, [fields.get(f"Compensation{name}{end}") for end in ENDS]) for name, unit in UNITS]
    ranges.append((None, [shown.get(f"PayRange{end}") for end in ENDS]))
    return next(filter(None, (pay_between(low, high, unit) for unit, (low, high) in ranges)), None)
