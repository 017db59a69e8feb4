"""What do federal agencies show on USAJOBS (the search service, with the user's own key)?"""

import os
from collections.abc import AsyncIterator, Iterator
from html import escape
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.registry import Employer
from crawler.structured import day_of, pay_between, text_of
from crawler.troubles import FailedError

KEY, EMAIL = "CREDTRACK_USAJOBS_KEY", "CREDTRACK_USAJOBS_EMAIL"
SERIES = "0675;0669"  # medical records technicians, who code, and administrators
PAGE = 500
UNITS: dict[str, Any] = {
    "PA": "year", "PH": "hour", "PD": "day", "PW": "week", "BW": "biweek", "PM": "month",
    "Per Year": "year", "Per Hour": "hour",
}  # fmt: skip
SECTIONS = {
    "JobSummary": "Summary",
    "MajorDuties": "Duties",
    "KeyRequirements": "Conditions of employment",
    "Requirements": "Requirements",
    "Education": "Education",
    "OtherInformation": "Additional information",
}
HASHED = (
    "PositionTitle",
    "PositionLocationDisplay",
    "PublicationStartDate",
    "ApplicationCloseDate",
    "PositionRemuneration",
)


class UsajobsSpider(BoardSpider):
    """Reads one agency's announcements of the records series; they hold the postings whole."""

    name = "usajobs"
    platforms = frozenset({"usajobs"})

    def key(self, employer: Employer) -> str:
        """Give the one host: an announcement keeps its number whichever agency's list shows it."""
        return "data.usajobs.gov"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the pages that the service counts; without a key of the user's nothing is asked."""
        headers = _headers()
        agency = board.employer.board.rpartition("Organization=")[2]
        number, last = 1, 1
        while number <= last:
            query = f"Organization={agency}&JobCategoryCode={SERIES}&ResultsPerPage={PAGE}&Fields=Full&Page={number}"
            answer = await board.fetch_json(Request(board.address(f"/api/search?{query}"), headers=headers))
            result = answer["SearchResult"]
            items = result["SearchResultItems"]
            yield Page(rows=tuple(map(_row, items)), advertised=int(result["SearchResultCountAll"]))
            last = int(result["UserArea"]["NumberOfPages"]) if items else 0
            number += 1

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its row; the names and addresses of contacts are left out."""
        fields = row.content
        details = fields["UserArea"]["Details"]
        return Posting(
            **board.found(
                row, f"https://www.usajobs.gov/job/{row.native}", text_of(fields.get("OrganizationName"))
            ),
            title=fields["PositionTitle"],
            body="\n".join(_sections(fields, details)),
            body_kind="html",
            locations=tuple(place["LocationName"] for place in fields["PositionLocation"]),
            posted_on=day_of(fields.get("PublicationStartDate")),
            closes_on=day_of(fields.get("ApplicationCloseDate")),
            requisition=text_of(fields.get("PositionID")),
            employment_type=text_of(
                [schedule.get("Name") for schedule in fields.get("PositionSchedule") or ()]
            ),
            remote_field=_remote(details),
            pay_field=_pay(fields),
        )


def _headers() -> dict[str, str]:
    key, email = os.environ.get(KEY), os.environ.get(EMAIL)
    if not key or not email:
        raise FailedError(f"USAJOBS asks for a key and the e-mail it was given to: set {KEY} and {EMAIL}")
    return {"User-Agent": email, "Authorization-Key": key, "Accept": "application/json"}


def _row(item: dict[str, Any]) -> Row:
    fields = item["MatchedObjectDescriptor"]
    return Row(
        native=str(item["MatchedObjectId"]),
        title=fields["PositionTitle"],
        hash=fields_hash(fields, HASHED),
        content=fields,
    )


def _sections(fields: dict[str, Any], details: dict[str, Any]) -> Iterator[str]:
    for name, heading in SECTIONS.items():
        value = details.get(name)
        texts = [escape(str(text)) for text in (value if isinstance(value, list) else [value]) if text]
        if texts:
            yield f"<h3>{heading}</h3>" + "".join(f"<p>{text}</p>" for text in texts)
    if summary := fields.get("QualificationSummary"):
        yield f"<h3>Qualifications</h3><p>{escape(summary)}</p>"


def _remote(details: dict[str, Any]) -> str | None:
    remote, telework = (
        str(details.get(key)).casefold() == "true" for key in ("RemoteIndicator", "TeleworkEligible")
    )
    return "Remote" if remote else "Telework eligible" if telework else None


def _pay(fields: dict[str, Any]) -> PayField | None:
    pays: list[dict[str, Any]] = fields.get("PositionRemuneration") or []
    if len(pays) != 1:
        return None
    (pay,) = pays
    unit = UNITS.get(pay.get("RateIntervalCode") or "")
    return pay_between(pay.get("MinimumRange"), pay.get("MaximumRange"), unit)
