"""What does UKG Pro's host answer for one board?"""

import json

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_html, as_json, page

RULES = """User-agent: *
Disallow: /
Allow: */JobBoard/
Allow: /careers
Disallow: */JobBoardView
Disallow: */JobBoard/*/Styles
Disallow: */JobBoard/*/AnonymousSessionCheck
"""


class UkgProHost(BoardHost):
    """One board, whose rules close the list's route and leave pages open; and an employer's page that links to them."""

    rules = RULES

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list, for a posting's page, and for the employer's page of links."""
        match request.steps:
            case [_, "JobBoard", _, "JobBoardView", "LoadSearchResults"]:
                return self._list(request)
            case [_, "JobBoard", _, "OpportunityDetail"]:
                return self._page(request.parameter("opportunityId") or "")
            case ["careers"]:
                links = "".join(f'<a href="{self._path(one)}">{one.title}</a>' for one in self.listed())
                return as_html(page("Careers", f'{links}<a href="/about">About</a>'), asked="list")
        return None

    def _path(self, shown: Shown) -> str:
        code, _, guid = self.employer.board.split("/")[1:]
        return f"/{code}/JobBoard/{guid}/OpportunityDetail?opportunityId={shown.number}"

    def _list(self, request: Request) -> Reply:
        search = json.loads(request.body)["opportunitySearch"]
        rows = self.listed()
        shown = [_row(one) for one in window(rows, search["Skip"], search["Top"])]
        return as_json({"opportunities": shown, "totalCount": len(rows)}, asked="list")

    def _page(self, number: str) -> Reply:
        found = self.found(number)
        fields = {"Id": number, "Title": "Closed", "OpportunityIsClosed": True}
        if found is not None:
            fields = _row(found) | {"Description": found.body, "OpportunityIsClosed": False}
            fields |= {"PayRangeVisible": False, "SupervisorName": "Nobody Real"}
        made = f"new US.Opportunity.CandidateOpportunityDetail({json.dumps(fields)})"
        return as_html(page("Opportunity", f"<script>var opportunity = {made};</script>"), asked="detail")


def _row(shown: Shown) -> Object:
    address = {"City": shown.city, "State": {"Code": shown.state, "Name": shown.state}}
    return {
        "Id": shown.number,
        "Title": shown.title,
        "RequisitionNumber": shown.requisition,
        "FullTime": True,
        "PostedDate": f"{shown.posted_on}T14:22:31.123Z",
        "BriefDescription": "A teaser",
        "Locations": [{"LocalizedName": "Main", "Address": address}],
        "JobLocationType": 1,
    }
