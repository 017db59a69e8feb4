"""What do career sections on Taleo Enterprise show (`{tenant}.taleo.net/careersection/{section}`)?"""

import ast
import json
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, unquote

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, parts_of, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.registry import Employer
from crawler.spiders.jsonld import text_page
from crawler.structured import day_of
from crawler.troubles import FailedError

BOARD = re.compile(r"(?P<host>[^/\s]+\.taleo\.net)/careersection/(?P<section>[^/\s?]+)")
PORTAL = re.compile(r"portal(?:No)?\b[\"']?\s*[:=]\s*[\"']?(\d+)")
NAMES = re.compile(r"(?s)\bdescRequisition\s*:\s*\{.*?_hlid\s*:\s*(\[[^\]]*\])")
VALUES = re.compile(r"fillList\(\s*'requisitionDescriptionInterface'\s*,\s*'descRequisition'\s*,\s*(?=\[)")
STRING = re.compile(r"""(?s)\s*[\[,]\s*'((?:[^'\\]|\\.)*)'""")
CLOSED = "unavaibleRequisitionPage"  # as the platform spells it
# Without a time zone the service answers 500.
HEADERS = {
    "Accept": "application/json",
    "Content-Type": "application/json",
    "tz": "GMT-06:00",
    "tzname": "America/Chicago",
}
MOST_PAGES = 1000


class TaleoEnterpriseSpider(BoardSpider):
    """Reads the list by the service of the section's own search page, and the page of each posting."""

    name = "taleo_enterprise"
    platforms = frozenset({"taleo_enterprise"})

    def key(self, employer: Employer) -> str:
        """Give the host: a requisition keeps its number in all sections of a tenant."""
        return self.host(employer)

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to the page that shows nothing new, for past the end the last one repeats.

        The total that is stated counts requisitions that are never listed, so it is not taken for one.
        """
        section = parts_of(board.employer.board, BOARD, "host/careersection/section")["section"]
        opened = await board.fetch_list(
            Request(board.address(f"/careersection/{section}/jobsearch.ftl?lang=en"))
        )
        portal = PORTAL.search(opened.text)
        if not portal:
            raise FailedError("the search page names no portal: an older section, or none")
        url = board.address(f"/careersection/rest/jobboard/searchjobs?lang=en&portal={portal[1]}")
        for number in range(1, MOST_PAGES + 1):
            body = json.dumps(_query(number))
            answer = await board.fetch_json(Request(url, method="POST", headers=HEADERS, body=body))
            if answer.get("careerSectionUnAvailable"):
                raise FailedError("the career section is closed")
            fresh = board.fresh(_row(board, section, fields) for fields in answer["requisitionList"])
            yield Page(rows=fresh)
            if not fresh:
                return
        board.incomplete(f"the list goes on after {MOST_PAGES} pages")

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a page, whose script names its fields and holds them; None where it says it is gone."""
        page = text_page(response)
        if CLOSED in page.css("#ftlform [name=ftlpageid]::attr(value)").get(default=""):
            return None
        fields = _fields(page.text)
        parts = (fields.get(f"reqlistitem.{name}", "") for name in ("description", "qualification"))
        return Posting(
            **board.found(row, board.public(page.url)),
            title=fields["reqlistitem.title"],
            body="\n".join(filter(None, parts)),
            body_kind="html",
            locations=_places(fields) or row.content,
            posted_on=_day(fields.get("reqlistitem.postingdate", "")),
            requisition=row.native,
            employment_type=fields.get("reqlistitem.jobschedule") or None,
        )


def _query(number: int) -> dict[str, Any]:
    nothing: dict[str, Any] = {"searchFilterSelections": []}
    return {
        "multilineEnabled": False,
        "sortingSelection": {"sortBySelectionParam": "3", "ascendingSortingOrder": "false"},
        "fieldData": {"fields": {"KEYWORD": "", "LOCATION": "", "ORGANIZATION": ""}, "valid": True},
        "filterSelectionParam": nothing,
        "advancedSearchFiltersSelectionParam": nothing,
        "pageNo": number,
    }


def _row(board: Board, section: str, fields: dict[str, Any]) -> Row:
    """Give a row; its columns are in the tenant's own order, which the row tells of title and places."""
    number = str(fields["contestNo"])
    columns = fields["column"]
    places = [place for at in fields.get("locationsColumns") or () for place in json.loads(columns[at])]
    address = board.address(f"/careersection/{section}/jobdetail.ftl?job={quote(number)}&lang=en")
    return Row(
        native=number,
        title=columns[fields["linkedColumn"]],
        hash=row_hash(columns),
        detail=Request(address),
        content=tuple(places),
    )


def _fields(page: str) -> dict[str, str]:
    """Pair the names of the page's slots with the values that its script fills in."""
    names, start = NAMES.search(page), VALUES.search(page)
    if not names or not start:
        raise ValueError("its page holds no posting")
    values, at = [], start.end()
    while match := STRING.match(page, at):
        values.append(_unescaped(match[1]))
        at = match.end()
    return dict(zip(ast.literal_eval(names[1]), values, strict=False))


def _unescaped(text: str) -> str:
    """Undo the script's quoting and the platform's own marks: percent signs, and the one before HTML."""
    text = re.sub(r"\\(.)", r"\1", text).removeprefix("!*!")
    text = re.sub(r"%u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), text)
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return unquote(text, encoding="latin-1")


def _places(fields: dict[str, str]) -> tuple[str, ...]:
    places = (fields.get(f"reqlistitem.{name}", "") for name in ("primarylocation", "otherlocations"))
    return tuple(part.strip() for place in places for part in place.split(", ") if part.strip())


def _day(text: str) -> date | None:
    """Read a date in the formats that tenants set; None where it is in another."""
    with suppress(ValueError):
        return day_of(text) or datetime.strptime(text[:12].strip(" ,"), "%b %d, %Y").date()  # noqa: DTZ007  (a calendar date)
    return None
