"""What have federal agencies announced on USAJOBS, as its historic service tells without a key?"""

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from html import escape
from typing import Any
from urllib.parse import quote

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash
from crawler.board_spider import BoardSpider
from crawler.posting import PayField, Posting
from crawler.registry import Employer
from crawler.structured import day_of, pay_between, text_of
from crawler.troubles import FailedError

API = "/api/historicjoa"
SERIES = ("0675", "0669")  # as the search is asked for
LOOKS_BACK = timedelta(days=730)
MOST_PAGES = 200
SECTIONS = {
    "summary": "Summary",
    "duties": "Duties",
    "requirementsConditionsOfEmployment": "Conditions of employment",
    "requirementsQualifications": "Qualifications",
    "requirementsEducation": "Education",
    "otherInformation": "Additional information",
}
HASHED = ("positionTitle", "positionOpenDate", "positionCloseDate", "positionOpeningStatus", "minimumSalary")
UNITS: dict[str, Any] = {"Per Year": "year", "Per Hour": "hour"}
Fields = dict[str, Any]


class UsajobsHistoricSpider(BoardSpider):
    """Reads two years' announcements of the records series, and their texts, page by page; past ones are closed."""

    name = "usajobs_historic"
    platforms = frozenset({"usajobs_historic"})
    lists_past = True

    def key(self, employer: Employer) -> str:
        """Give the one host: an announcement keeps its number."""
        return "data.usajobs.gov"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the announcements of each series, whose texts were read before them."""
        totals: dict[str, int] = {}
        for series in SERIES:
            texts: dict[str, Fields] = {}
            async for found, _ in self._all(board, f"{API}/announcementtext", series):
                texts.update((str(text["usajobsControlNumber"]), text) for text in found)
            async for found, total in self._all(board, API, series):
                rows = [_row(fields, texts.get(str(fields["usajobsControlNumber"]))) for fields in found]
                totals |= {} if total is None else {series: total}
                yield Page(rows=tuple(rows), advertised=sum(totals.values()) if totals else None)

    async def _all(
        self, board: Board, path: str, series: str
    ) -> AsyncIterator[tuple[list[Fields], int | None]]:
        """Yield the pages of one service; each names the next one by a token."""
        since = (board.now() - LOOKS_BACK).strftime("%m-%d-%Y")
        asked = f"{path}?PositionSeries={series}&StartPositionOpenDate={since}"
        token = ""
        for _ in range(MOST_PAGES):
            url = board.address(asked + (f"&continuationToken={quote(token)}" if token else ""))
            answer = await board.fetch_json(Request(url, headers={"Accept": "application/json"}))
            told = (answer.get("paging") or {}).get("metadata") or {}
            yield answer.get("data") or [], told.get("totalCount")
            before, token = token, told.get("continuationToken") or ""
            if not token or token == before:
                return
        raise FailedError(f"the service goes on after {MOST_PAGES} pages")

    def is_over(self, row: Row, today: date) -> bool:
        """Tell whether an announcement's last day is past."""
        last = day_of(row.content[0].get("positionCloseDate"))
        return last is not None and last < today

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting; one without its text would be taken for one that asks for nothing, so it is malformed."""
        fields, text = row.content
        if not text:
            raise ValueError("the service holds no text of it")
        agency = text_of(fields.get("hiringSubelementName")) or text_of(fields.get("hiringAgencyName"))
        return Posting(
            **board.found(row, f"https://www.usajobs.gov/job/{row.native}", agency),
            title=fields["positionTitle"],
            body="\n".join(_sections(text)),
            body_kind="html",
            locations=tuple(filter(None, map(_place, fields.get("positionLocations") or ()))),
            posted_on=day_of(fields.get("positionOpenDate")),
            closes_on=day_of(fields.get("positionCloseDate")),
            requisition=text_of(fields.get("announcementNumber")) or row.native,
            employment_type=text_of(fields.get("workSchedule")),
            pay_field=_pay(fields),
        )


def _row(fields: Fields, text: Fields | None) -> Row:
    number = str(fields["usajobsControlNumber"])
    return Row(
        native=number, title=fields["positionTitle"], hash=fields_hash(fields, HASHED), content=(fields, text)
    )


def _sections(text: Fields) -> Iterator[str]:
    for name, heading in SECTIONS.items():
        said = text_of(text.get(name))
        if said:
            yield f"<h3>{heading}</h3>" + (said if "<" in said else f"<p>{escape(said)}</p>")


def _place(place: Fields) -> str:
    city, state = (text_of(place.get(f"positionLocation{name}")) or "" for name in ("City", "State"))
    return city if city.endswith(state) else ", ".join(filter(None, (city, state)))


def _pay(fields: Fields) -> PayField | None:
    unit = UNITS.get(str(fields.get("salaryType") or ""))
    return pay_between(fields.get("minimumSalary"), fields.get("maximumSalary"), unit)
