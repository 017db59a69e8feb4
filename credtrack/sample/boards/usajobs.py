"""What does USAJOBS' search service answer for one agency?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_json

MOST = 500


class UsajobsHost(BoardHost):
    """The search service, which wants a key."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for a search."""
        return self._search(request) if request.steps == ("api", "search") else None

    def _search(self, request: Request) -> Reply:
        if not request.header("authorization-key"):
            return as_json({"message": "a key is needed"}, 401, "list")
        rows = self.listed()
        size = min(int(request.parameter("ResultsPerPage") or 25), MOST)
        at = int(request.parameter("Page") or 1)
        items = [_item(one) for one in window(rows, (at - 1) * size, size, overlap=1)]
        result = {
            "SearchResultCount": len(items),
            "SearchResultCountAll": len(rows),
            "SearchResultItems": items,
            "UserArea": {"NumberOfPages": str(-(-len(rows) // size)), "IsRadialSearch": False},
        }
        return as_json({"LanguageCode": "EN", "SearchParameters": {}, "SearchResult": result}, asked="list")


def _item(shown: Shown) -> Object:
    details = {"JobSummary": "Works with records.", "MajorDuties": [shown.body], "RemoteIndicator": False}
    descriptor = {
        "PositionID": shown.requisition,
        "PositionTitle": shown.title,
        "PositionLocationDisplay": shown.place,
        "PositionLocation": [{"LocationName": shown.place, "CityName": shown.city}],
        "OrganizationName": "Sample Agency",
        "PositionRemuneration": [
            {"MinimumRange": "49025.0", "MaximumRange": "63733.0", "RateIntervalCode": "PA"}
        ],
        "PublicationStartDate": f"{shown.posted_on}T00:00:00.0000",
        "UserArea": {"Details": details},
    }
    return {"MatchedObjectId": shown.number, "MatchedObjectDescriptor": descriptor, "RelevanceRank": 0}
