"""What does USAJOBS' historic service answer?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown
from credtrack.sample.boards.http import Reply, Request, as_json

PAGE = 3
SERIES = "0675"


class UsajobsHistoricHost(BoardHost):
    """The service, without a key: announcements and their texts apart, each page naming the next by a token."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for announcements and for texts; of another series there are none."""
        rows = self.listed() if request.parameter("PositionSeries") == SERIES else []
        match request.steps:
            case ["api", "historicjoa"]:
                return _page(request, [self._announcement(shown) for shown in rows])
            case ["api", "historicjoa", "announcementtext"]:
                texts = [{"usajobsControlNumber": int(one.number), "summary": one.body} for one in rows]
                return _page(request, texts)
        return None

    def _announcement(self, shown: Shown) -> Object:
        return {
            "usajobsControlNumber": int(shown.number),
            "announcementNumber": shown.requisition,
            "hiringAgencyName": self.employer.name,
            "positionTitle": shown.title,
            "minimumSalary": 49025.0,
            "positionOpenDate": str(shown.posted_on),
            "positionCloseDate": None,
            "positionOpeningStatus": "Accepting applications",
            "jobCategories": [{"series": SERIES}],
            "positionLocations": [{"positionLocationCity": shown.city, "positionLocationState": shown.state}],
        }


def _page(request: Request, rows: list[Object]) -> Reply:
    start = int(request.parameter("continuationToken") or 0)
    following = start + PAGE
    token = str(following) if following < len(rows) else None
    told = {"totalCount": len(rows), "pageSize": PAGE, "continuationToken": token}
    return as_json({"paging": {"metadata": told}, "data": rows[start:following]}, asked="list")
