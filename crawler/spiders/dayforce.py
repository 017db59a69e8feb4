"""What do boards on Dayforce show (`jobs.dayforcehcm.com/{client}/{portal}`, one feed that holds everything)?"""

from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.structured import day_of, place_in, text_of
from crawler.troubles import FailedError

PACE = 2.0
HASHED = ("Title", "Description", "City", "State", "EmploymentIndicator", "IsVirtualLocation", "DatePosted")
Fields = dict[str, Any]


class DayforceSpider(BoardSpider):
    """Reads a portal's feed by one request; a posting stands in it once for each place and language."""

    name = "dayforce"
    platforms = frozenset({"dayforce"})
    common_host = "www.dayforcehcm.com"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the one list, with the rows of a posting joined."""
        board.slow_down(PACE)
        client, portal = (quote(part) for part in board.employer.board.rstrip("/").split("/")[-2:])
        path = f"/api/{client}/V1/JobFeeds?includeActivePostingOnly=true&internalJobBoardCode={portal}"
        found = await board.fetch_json(Request(board.address(path), headers={"Accept": "application/json"}))
        if not isinstance(found, list):
            raise FailedError("expected an array of postings")
        together: dict[str, list[Fields]] = defaultdict(list)
        for fields in found:
            together[str(fields["ReferenceNumber"])].append(fields)
        yield Page(rows=tuple(map(_row, together, together.values())), advertised=len(together))

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting in English where it has it, with the places of all its rows."""
        fields = _english(row.content)
        return Posting(
            **board.found(row, fields["JobDetailsUrl"], text_of(fields.get("CompanyName"))),
            title=fields["Title"],
            body=fields["Description"],
            body_kind="html",
            locations=tuple(
                dict.fromkeys(filter(None, (place_in(at, "City", "State") for at in row.content)))
            ),
            posted_on=day_of(fields.get("DatePosted")),
            requisition=text_of(fields.get("ParentRequisitionCode")) or row.native,
            employment_type=text_of(fields.get("EmploymentIndicator")),
            remote_field="Remote" if fields.get("IsVirtualLocation") else None,
        )


def _row(number: str, rows: list[Fields]) -> Row:
    said = row_hash(*sorted(repr([fields.get(key) for key in HASHED]) for fields in rows))
    return Row(native=number, title=_english(rows)["Title"], hash=said, content=rows)


def _english(rows: list[Fields]) -> Fields:
    return next((fields for fields in rows if str(fields.get("CultureCode")).startswith("en")), rows[0])
