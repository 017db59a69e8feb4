"""What does HealthcareSource's host answer for one tenant?"""

import json

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_json


class HealthcareSourceHost(BoardHost):
    """One tenant's search, which takes a query by POST alone and whose pages overlap."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the search; without a query it breaks."""
        is_search = request.steps == ("JobseekerSearchAPI", self.name, "api", "Search")
        return self._search(request) if is_search else None

    def _search(self, request: Request) -> Reply:
        if request.method != "POST":
            return as_json({"Message": "The requested resource does not support GET."}, 405, "list")
        if "query" not in json.loads(request.body or b"{}"):
            return as_json(
                {"ExceptionMessage": "Cannot perform runtime binding on a null reference"}, 500, "list"
            )
        start, size = (int(request.parameter(name) or 0) for name in ("from", "size"))
        rows = self.listed()
        hits = [self._hit(shown) for shown in window(rows, start, size, overlap=2)]
        return as_json(
            {"hits": {"total": {"value": len(rows), "relation": "eq"}, "hits": hits}}, asked="list"
        )

    def _hit(self, shown: Shown) -> Object:
        address = {"addressLocality": shown.city, "addressRegion": shown.state}
        source = {
            "title": shown.title,
            "description": shown.body,
            "datePosted": f"{shown.posted_on}T00:00:00Z",
            "employmentType": "Full Time",
            "hiringOrganization": {"name": self.employer.name},
            "jobLocation": {"address": {**address, "addressLocalityRegion": shown.place}},
            "userArea": {"jobPostingID": shown.number, "isFeaturedJob": False},
        }
        return {"_id": f"9001_{shown.number}", "_source": source}
