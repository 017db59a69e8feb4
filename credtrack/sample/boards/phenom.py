"""What does the host of a Phenom site answer?"""

import json
from typing import Any

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_html, as_json, page

MOST = 500
PAGE_ID = "page14-ds"


class PhenomHost(BoardHost):
    """One employer's site: everything is asked of one address; without the page's id, totals come without rows."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the search page and for the widgets behind it."""
        match request.steps:
            case [_, "en", "search-results"]:
                script = f'<script>var phApp = {{"pageId":"{PAGE_ID}","refNum":"SAMPLEUS"}};</script>'
                return as_html(page("Search", script))
            case ["widgets"] if request.method == "POST":
                return self._widget(json.loads(request.body))
        return None

    def _widget(self, asked: dict[str, Any]) -> Reply:
        match asked.get("ddoKey"):
            case "refineSearch":
                return self._search(asked)
            case "jobDetail":
                found = self.found(str(asked.get("jobId")))
                data = {"job": self._row(found) | {"description": found.body}} if found else None
                return as_json({"jobDetail": {"status": 200, "data": data}}, asked="detail")
        return as_json({"status": "failure"})

    def _search(self, asked: dict[str, Any]) -> Reply:
        rows = self.listed()
        shown = window(rows, int(asked["from"]), min(int(asked["size"]), MOST))
        jobs = [self._row(one) for one in shown] if asked.get("pageId") == PAGE_ID else []
        found = {"status": 200, "hits": len(jobs), "totalHits": len(rows), "data": {"jobs": jobs}}
        return as_json({"refineSearch": found}, asked="list")

    def _row(self, shown: Shown) -> Object:
        place = f"{shown.city}, {shown.state}, United States"
        return {
            "jobId": shown.number,
            "reqId": shown.requisition,
            "jobSeqNo": f"SAMPLEUS{shown.number}EXTERNALENUS",
            "title": shown.title,
            "city": shown.city,
            "state": shown.state,
            "cityStateCountry": place,
            "multi_location": [place],
            "type": "Full Time",
            "companyName": self.employer.name,
            "postedDate": f"{shown.posted_on}T00:00:00.000+0000",
            "descriptionTeaser": shown.title,
            "applyUrl": "",
        }
