"""What do boards on ADP Recruiting Management show (`myjobs.adp.com/{domain}`)?"""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any
from urllib.parse import quote

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.structured import day_of, text_of
from crawler.troubles import FailedError

PACE = 2.0
PAGE = 100
SERVICE = "my.adp.com"
SITE = "/public/staffing/v1/career-site"
API = "/myadp_prefix/mycareer/public/staffing/v1/job-requisitions"
# Without them, neither text nor day is given.
FIELDS = (
    "reqId,publishedJobTitle,jobDescription,jobQualifications,workLevelCode,postingDate,requisitionLocations"
)
HASHED = ("publishedJobTitle", "jobDescription", "jobQualifications", "postingDate", "requisitionLocations")
Fields = dict[str, Any]


class AdpRecruitingSpider(BoardSpider):
    """Reads the list with the tokens that the site hands to everybody; its rows hold the postings whole."""

    name = "adp_rm_cx"
    platforms = frozenset({"adp_rm_cx"})
    common_host = "myjobs.adp.com"  # of the sites; the lists are on another

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to its total, or to a page that shows nothing new."""
        board.slow_down(PACE)
        site = await board.fetch_json(Request(board.address(f"{SITE}/{quote(_domain(board))}")))
        # In any other language the service answers that there is nothing.
        tokens = {"orgoid": site["orgoid"], "myjobstoken": site["myJobsToken"], "Accept-Language": "en-US"}
        for start in count(0, PAGE):
            query = f"$select={FIELDS}&$top={PAGE}&$skip={start}&$filter=&tz=America/Chicago"
            url = board.address_on(SERVICE, f"{API}?{query}")
            answer = await board.fetch_json(Request(url, headers=tokens))
            total, found = int(answer["count"]), answer["jobRequisitions"]
            if total and not start and not found:
                raise FailedError(f"a count of {total}, and no posting on the first page")
            fresh = board.fresh(map(_row, found))
            yield Page(rows=fresh, advertised=total)
            if not fresh or len(board.tally.listed) >= total:
                return

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its row."""
        fields = row.content
        texts = (fields.get("jobDescription"), fields.get("jobQualifications"))
        level = fields.get("workLevelCode") or {}
        return Posting(
            **board.found(row, f"https://{board.host}/{_domain(board)}/cx/job-details?reqId={row.native}"),
            title=fields["publishedJobTitle"],
            body="\n".join(filter(None, texts)),
            body_kind="html",
            locations=tuple(filter(None, map(_place, fields.get("requisitionLocations") or ()))),
            posted_on=day_of(fields.get("postingDate")),
            requisition=row.native,
            employment_type=text_of(level.get("shortName") if isinstance(level, dict) else level),
        )


def _domain(board: Board) -> str:
    return board.employer.board.removesuffix("/cx").rsplit("/", 1)[-1]


def _row(fields: Fields) -> Row:
    return Row(
        native=str(fields["reqId"]),
        title=fields["publishedJobTitle"],
        hash=fields_hash(fields, HASHED),
        content=fields,
    )


def _place(location: Fields) -> str:
    """Give the place by its own name, else as city and state; both forms are met on the platform's other product."""
    address = location.get("address") or {}
    state = (address.get("countrySubdivisionLevel1") or {}).get("codeValue")
    written = ", ".join(filter(None, (text_of(address.get("cityName")), text_of(state))))
    return written or text_of((location.get("nameCode") or {}).get("shortName")) or ""
