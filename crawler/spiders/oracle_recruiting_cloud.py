"""What do boards on Oracle Recruiting Cloud show (`{pod}.fa.{center}.oraclecloud.com`, one or more sites each)?"""

from collections.abc import AsyncIterator
from html import escape
from itertools import count
from typing import Any
from urllib.parse import quote

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, json_of, row_hash
from crawler.board_spider import BoardSpider
from crawler.manners import is_json
from crawler.posting import Posting
from crawler.registry import Employer
from crawler.structured import day_of

PAGE = 200  # a higher limit is cut to this without a word
API = "/hcmRestApi/resources/latest"
HEADERS = {"Accept": "application/json"}
BODY = ("ExternalDescriptionStr", "ExternalResponsibilitiesStr", "ExternalQualificationsStr")
HASHED = ("Title", "PrimaryLocation", "PostedDate", "PostingEndDate", "WorkplaceTypeCode", "JobSchedule")


class OracleSpider(BoardSpider):
    """Reads the list by its finder, then each posting by its number."""

    name = "oracle_recruiting_cloud"
    platforms = frozenset({"oracle_recruiting_cloud"})

    def key(self, employer: Employer) -> str:
        """Give the host: a posting keeps its number on every site of one host."""
        return employer.board.rsplit("/", 1)[0]

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list; the total holds on the first page alone, and the first may be a little short."""
        await board.check_allowed(board.address(f"/hcmUI/CandidateExperience/en/sites/{_site(board)}/job/1"))
        for offset in count(0, PAGE):
            asked = Request(self._list_url(board, offset), headers=HEADERS)
            answer = (await board.fetch_json(asked))["items"][0]
            found = answer.get("requisitionList", ()) if offset else answer["requisitionList"]
            rows = found["items"] if isinstance(found, dict) else found
            fresh = board.fresh(self._row(board, row) for row in rows)
            yield Page(rows=fresh, advertised=None if offset else answer["TotalJobsCount"])
            if not fresh or len(rows) < PAGE * 0.9:
                return

    def _list_url(self, board: Board, offset: int) -> str:
        # Outside the finder, limit and offset are ignored; without expand the rows are left out.
        finder = f"findReqs;siteNumber={_site(board)},limit={PAGE},offset={offset},sortBy=POSTING_DATES_DESC"
        expand = "requisitionList.secondaryLocations"
        return board.address(
            f"{API}/recruitingCEJobRequisitions?onlyData=true&expand={expand}&finder={finder}"
        )

    def _row(self, board: Board, row: dict[str, Any]) -> Row:
        number = str(row["Id"])
        places = _places(row)
        finder = f"ById;Id={number},siteNumber={_site(board)}"
        url = board.address(
            f"{API}/recruitingCEJobRequisitionDetails?expand=all&onlyData=true&finder={finder}"
        )
        said = row_hash(number, *(row.get(key) for key in HASHED), places)
        return Row(
            native=number,
            title=row["Title"],
            hash=said,
            detail=Request(url, headers=HEADERS),
            content=(row, places),
        )

    is_detail = staticmethod(is_json)

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting; a closed one is answered with no items at all."""
        items = json_of(response)["items"]
        if not items:
            return None
        info = items[0]
        listed, places = row.content
        return Posting(
            **board.found(
                row,
                f"https://{board.host}/hcmUI/CandidateExperience/en/sites/{_site(board)}/job/{row.native}",
            ),
            title=info["Title"],
            body=_body(info),
            body_kind="html",
            locations=places,
            posted_on=day_of(listed.get("PostedDate") or info.get("ExternalPostedStartDate")),
            closes_on=day_of(listed.get("PostingEndDate") or info.get("ExternalPostedEndDate")),
            requisition=row.native,
            employment_type=listed.get("JobSchedule") or info.get("JobSchedule") or None,
            remote_field=info.get("WorkplaceTypeCode") or listed.get("WorkplaceTypeCode") or None,
        )


def _site(board: Board) -> str:
    return quote(board.account)


def _places(row: dict[str, Any]) -> tuple[str, ...]:
    others = [place.get("Name") for place in row.get("secondaryLocations") or ()]
    return tuple(dict.fromkeys(filter(None, [row.get("PrimaryLocation"), *others])))


def _body(info: dict[str, Any]) -> str:
    """Give the posting's own texts and the tenant's own fields, where pay often stands; no company boilerplate."""
    parts = [info[key] for key in BODY if info.get(key)]
    if not parts:
        raise ValueError("the posting has no description")
    fields = [field for field in info.get("requisitionFlexFields") or () if field.get("Value")]
    parts.extend(
        f"<p>{escape(str(field.get('Prompt')))}: {escape(str(field['Value']))}</p>" for field in fields
    )
    return "\n".join(parts)
