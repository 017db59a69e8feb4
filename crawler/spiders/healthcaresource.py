"""What do boards on HealthcareSource show (`pm.healthcaresource.com/cs/{tenant}`)?"""

import json
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.structured import day_of, place_in, text_of

PAGE = 500
HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
# A body without a query is answered with a 500; this one matches all, in an order that stays.
QUERY = {
    "query": {
        "bool": {
            "must": {"match_all": {}},
            "should": {"match": {"userArea.isFeaturedJob": {"query": True, "boost": 1}}},
        }
    },
    "sort": {"title.raw": "asc"},
}
HASHED = ("title", "description", "datePosted", "employmentType", "jobLocation")


class HealthcareSourceSpider(BoardSpider):
    """Reads the list, whose rows hold the postings whole."""

    name = "healthcaresource"
    platforms = frozenset({"healthcaresource"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to a short page, or one that shows nothing new; pages overlap."""
        for start in count(0, PAGE):
            url = board.address(f"/JobseekerSearchAPI/{board.account}/api/Search?size={PAGE}&from={start}")
            request = Request(url, method="POST", headers=HEADERS, body=json.dumps(QUERY))
            answer = (await board.fetch_json(request))["hits"]
            rows = [_row(hit) for hit in answer["hits"]]
            fresh = board.fresh(rows)
            total = answer.get("total")
            yield Page(rows=fresh, advertised=total["value"] if isinstance(total, dict) else total)
            if len(rows) < PAGE or not fresh:
                return

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its row, under the name of the facility that hires where one is given."""
        fields = row.content
        organization = fields.get("hiringOrganization") or {}
        facility = (organization.get("subOrganization") or {}).get("name")
        return Posting(
            **board.found(
                row,
                f"https://{board.host}/cs/{board.account}#/job/{row.native}",
                text_of(facility) or text_of(organization.get("name")),
            ),
            title=fields["title"],
            body=fields["description"],
            body_kind="html",
            locations=_places(fields),
            posted_on=day_of(fields.get("datePosted")),
            requisition=row.native,
            employment_type=text_of(fields.get("employmentType")),
        )


def _row(hit: dict[str, Any]) -> Row:
    fields = hit["_source"]
    number = str(fields["userArea"]["jobPostingID"])
    return Row(native=number, title=fields["title"], hash=fields_hash(fields, HASHED), content=fields)


def _places(fields: dict[str, Any]) -> tuple[str, ...]:
    address = (fields.get("jobLocation") or {}).get("address") or {}
    together = text_of(address.get("addressLocalityRegion"))
    return tuple(filter(None, [together or place_in(address, "addressLocality", "addressRegion")]))
