"""What does an Oracle Recruiting Cloud pod answer for one site?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Asked, Reply, Request, as_json, as_text

MOST = 200
API = ("hcmRestApi", "resources", "latest")
FIRST_PAGE_LACKS = 2


class OracleHost(BoardHost):
    """One pod: limits count inside the finder alone, rows come when they are asked for, totals on the first page."""

    rules_status = 404

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list and for a posting; any site number is served, and a closed posting has no items."""
        if request.steps[:3] != API:
            return None
        finder, _, said = (request.parameter("finder") or "").partition(";")
        wanted = dict(part.partition("=")[::2] for part in said.split(","))
        match request.steps[3:], finder:
            case ["recruitingCEJobRequisitions"], "findReqs":
                return self._list(request, wanted)
            case ["recruitingCEJobRequisitionDetails"], "ById":
                found = self.found(wanted.get("Id", "").strip('"'))
                return _items([_detail(found)] if found else [], "detail")
        return as_text("The finder is not valid", 400)

    def _list(self, request: Request, wanted: dict[str, str]) -> Reply:
        rows = self.listed()
        size, offset = min(int(wanted.get("limit", 25)), MOST), int(wanted.get("offset", 0))
        lacks = FIRST_PAGE_LACKS if len(rows) > MOST else 0
        shown = window(rows, offset - lacks, size) if offset else rows[: size - lacks]
        found: Object = {
            "TotalJobsCount": 0 if offset else len(rows),
            "Limit": int(wanted.get("limit", 25)),
            "Offset": offset,
            "SiteNumber": wanted.get("siteNumber"),
        }
        if "requisitionList" in (request.parameter("expand") or ""):
            found["requisitionList"] = [_row(one) for one in shown]
        return _items([found], "list")


def _items(items: list[Object], asked: Asked) -> Reply:
    envelope = {"items": items, "count": len(items), "hasMore": False, "limit": 25, "offset": 0, "links": []}
    return as_json(envelope, asked=asked)


def _row(shown: Shown) -> Object:
    return {
        "Id": shown.number,
        "Title": shown.title,
        "PostedDate": str(shown.posted_on),
        "PostingEndDate": None,
        "PrimaryLocation": f"{shown.city}, {shown.state}, United States",
        "secondaryLocations": [],
        "ShortDescriptionStr": shown.title,
        "WorkplaceTypeCode": "",
        "Distance": 1_794_400_000_000,
    }


def _detail(shown: Shown) -> Object:
    return {
        "Id": shown.number,
        "Title": shown.title,
        "ExternalPostedStartDate": f"{shown.posted_on}T15:04:00+00:00",
        "ExternalDescriptionStr": shown.body,
        "ExternalQualificationsStr": "",
        "ExternalResponsibilitiesStr": "",
        "CorporateDescriptionStr": "<p>About all of us.</p>",
        "WorkplaceTypeCode": None,
        "requisitionFlexFields": [{"Prompt": "Pay Range", "Value": "$25.00 - $37.50"}],
    }
