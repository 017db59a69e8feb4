"""What do Cornerstone's hosts answer for one careers site?"""

import json

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_html, as_json, page

TOKEN = "a token of an hour"  # noqa: S105  (the site hands it to whoever asks)


class CornerstoneHost(BoardHost):
    """One site: its page carries a token, with which the list is asked for on what may be another host."""

    rules = "\ufeffUser-agent: *\nCrawl-delay: 10\nDisallow: /apply/\n"

    def reply(self, request: Request) -> Reply | None:
        """Answer for the site's page and for the list."""
        match request.steps:
            case ["ux", "ats", "careersite", _, "home"]:
                context = {"token": TOKEN, "cultureID": 1, "cultureName": "en-US", "corp": "sample"}
                context |= {"endpoints": {"cloud": request.origin}}
                return as_html(page("Careers", f"<script>csod.context={json.dumps(context)};</script>"))
            case ["rec-job-search", "external", "jobs"]:
                return self._list(request)
        return None

    def _list(self, request: Request) -> Reply:
        asked = json.loads(request.body)
        if request.header("authorization") != f"Bearer {TOKEN}":
            return as_json({"message": "sign in"}, 401, "list")
        if not asked.get("cultureName"):
            return as_json({"message": "cultureName is missing"}, 400, "list")
        rows, size = self.listed(), int(asked["pageSize"])
        shown = window(rows, (asked["pageNumber"] - 1) * size, size, overlap=1)
        return as_json(
            {"data": {"totalCount": len(rows), "requisitions": [_row(one) for one in shown]}}, asked="list"
        )


def _row(shown: Shown) -> Object:
    return {
        "requisitionId": int(shown.number),
        "displayJobTitle": shown.title,
        "locations": [{"city": shown.city, "state": shown.state, "country": "US"}],
        "postingEffectiveDate": f"{shown.posted_on.month}/{shown.posted_on.day}/{shown.posted_on.year}",
        "postingExpirationDate": None,
        "externalDescription": shown.body,
    }
