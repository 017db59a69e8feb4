"""What do boards on Cornerstone show (`{company}.csod.com/ux/ats/careersite/{number}/home?c={company}`)?"""

import json
import re
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import chompjs
from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash, parts_of
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.structured import day_of, place_in
from crawler.troubles import FailedError

PAGE = 25
BOARD = re.compile(r"/careersite/(?P<number>\d+)/home\?(?:\S*&)?c=(?P<company>[\w-]+)")
CONTEXT = re.compile(r"csod\.context\s*=\s*(?=\{)")
NOTHING: dict[str, Any] = {
    "searchText": "", "cities": [], "states": [], "countryCodes": [], "cultures": [], "placeID": "", "radius": None,
    "postingsWithinDays": None, "customFieldCheckboxKeys": [], "customFieldDropdowns": [], "customFieldRadios": [],
}  # fmt: skip
HASHED = (
    "displayJobTitle",
    "locations",
    "postingEffectiveDate",
    "postingExpirationDate",
    "externalDescription",
)
Fields = dict[str, Any]


class CornerstoneSpider(BoardSpider):
    """Reads the list with the token that the site's own page carries; rows hold text, never people's numbers."""

    name = "cornerstone"
    platforms = frozenset({"cornerstone"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to its total, or to a page that shows nothing new."""
        parts = _parts(board)
        home = f"/ux/ats/careersite/{parts['number']}/home?c={parts['company']}"
        context = _context((await board.fetch_list(Request(board.address(home)))).text)
        url = context["endpoints"]["cloud"].rstrip("/") + "/rec-job-search/external/jobs"
        headers = {"Authorization": f"Bearer {context['token']}", "Content-Type": "application/json"}
        asked = {
            "careerSiteId": int(parts["number"]),
            "careerSitePageId": int(parts["number"]),
            "pageSize": PAGE,
            "cultureId": context["cultureID"],
            "cultureName": context["cultureName"],
        }
        for number in count(1):
            body = json.dumps({**asked, "pageNumber": number, **NOTHING})
            request = Request(url, method="POST", headers=headers, body=body)
            data = (await board.fetch_json(request))["data"]
            fresh = board.fresh(map(_row, data["requisitions"]))
            yield Page(rows=fresh, advertised=data["totalCount"])
            if not fresh or len(board.tally.listed) >= data["totalCount"]:
                return

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its row."""
        fields, parts = row.content, _parts(board)
        page = f"/ux/ats/careersite/{parts['number']}/home/requisition/{row.native}?c={parts['company']}"
        return Posting(
            **board.found(row, f"https://{board.host}{page}"),
            title=fields["displayJobTitle"],
            body=fields["externalDescription"],
            body_kind="html",
            locations=tuple(
                filter(None, (place_in(at, "city", "state") for at in fields.get("locations") or ()))
            ),
            posted_on=day_of(fields.get("postingEffectiveDate")),
            closes_on=day_of(fields.get("postingExpirationDate")),
            requisition=row.native,
        )


def _parts(board: Board) -> dict[str, str]:
    return parts_of(board.employer.board, BOARD, "host/ux/ats/careersite/number/home?c=company")


def _context(page: str) -> Fields:
    found = CONTEXT.search(page)
    if not found:
        raise FailedError("the site's page carries no token")
    context: Fields = chompjs.parse_js_object(page[found.end() :])
    return context


def _row(fields: Fields) -> Row:
    number = str(fields["requisitionId"])
    return Row(
        native=number, title=fields["displayJobTitle"], hash=fields_hash(fields, HASHED), content=fields
    )
