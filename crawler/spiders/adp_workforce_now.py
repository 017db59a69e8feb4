"""What do boards on ADP Workforce Now's career centers show?"""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash, json_of
from crawler.board_spider import BoardSpider
from crawler.manners import is_json
from crawler.posting import PayField, Posting
from crawler.structured import day_of, pay_between, text_of

PACE = 2.0
PAGE = 20  # more is cut to this
API = "/mascsr/default/careercenter/public/events/staffing/v1/job-requisitions"
UNITS: dict[str, Any] = {"HR": "hour", "AN": "year", "DY": "day", "WK": "week", "BW": "biweek", "MO": "month"}
HASHED = (
    "requisitionTitle",
    "postDate",
    "clientRequisitionID",
    "requisitionLocations",
    "payGradeRange",
    "workLevelCode",
)


class AdpSpider(BoardSpider):
    """Reads the list by counting to its total, then each posting by its external number."""

    name = "adp_workforce_now"
    platforms = frozenset({"adp_workforce_now"})
    common_host = "workforcenow.adp.com"

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list until its total is reached; a page may be a row short, and rows count from one."""
        board.slow_down(PACE)
        for start in count(1, PAGE):
            query = f"{_center(board)}&lang=en_US&locale=en_US&$top={PAGE}&$skip={start}"
            answer = await board.fetch_json(Request(board.address(f"{API}?{query}")))
            fresh = board.fresh(_row(board, row) for row in answer["jobRequisitions"])
            total = answer["meta"]["totalNumber"]
            yield Page(rows=fresh, advertised=total)
            if not fresh or len(board.tally.listed) >= total:
                return

    is_detail = staticmethod(is_json)

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting: its description from its own answer, all else from the list."""
        listed = row.content
        return Posting(
            **board.found(
                row,
                f"https://{board.host}/mascsr/default/mdf/recruitment/recruitment.html?{_center(board)}&jobId={row.native}&lang=en_US",
            ),
            title=listed["requisitionTitle"],
            body=json_of(response)["requisitionDescription"],
            body_kind="html",
            locations=tuple(filter(None, map(_place, listed.get("requisitionLocations") or ()))),
            posted_on=day_of(listed.get("postDate")),
            requisition=text_of(listed.get("clientRequisitionID")),
            employment_type=text_of((listed.get("workLevelCode") or {}).get("shortName")),
            pay_field=_pay(listed),
        )


def _center(board: Board) -> str:
    client, center = board.employer.board.split("/")[-2:]
    return f"cid={client}&ccId={center}"


def _row(board: Board, row: dict[str, Any]) -> Row:
    number = _custom(row, "stringFields", "ExternalJobID", "stringValue") or str(row["itemID"])
    request = Request(board.address(f"{API}/{number}?{_center(board)}&lang=en_US&locale=en_US"))
    return Row(
        native=number,
        title=row["requisitionTitle"],
        hash=fields_hash(row, HASHED),
        detail=request,
        content=row,
    )


def _custom(row: dict[str, Any], group: str, name: str, key: str) -> str | None:
    fields = (row.get("customFieldGroup") or {}).get(group) or ()
    return next(
        (field.get(key) for field in fields if (field.get("nameCode") or {}).get("codeValue") == name), None
    )


def _place(location: dict[str, Any]) -> str | None:
    named = text_of((location.get("nameCode") or {}).get("shortName"))
    return named.strip(" ,").removesuffix(", US") if named else None


def _pay(row: dict[str, Any]) -> PayField | None:
    pay = row.get("payGradeRange") or {}
    low, high = ((pay.get(key) or {}).get("amountValue") for key in ("minimumRate", "maximumRate"))
    unit = UNITS.get(_custom(row, "codeFields", "SalaryType", "codeValue") or "")
    return pay_between(low, high, unit)
