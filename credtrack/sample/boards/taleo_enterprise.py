"""What does a Taleo Enterprise tenant's host answer for one career section?"""

import json
from urllib.parse import quote

from credtrack.sample.boards.board import BoardHost, Object, Shown
from credtrack.sample.boards.http import Reply, Request, as_html, as_json, as_text, page

PAGE = 25
PORTAL = "101430233"
NEVER_LISTED = 60
NAMES = ("reqlistitem.title", "reqlistitem.contestnumber", "reqlistitem.description", "reqlistitem.primarylocation", "reqlistitem.postingdate")  # fmt: skip


class TaleoEnterpriseHost(BoardHost):
    """One section: its service breaks without a time zone, counts what it never lists, and repeats its last page."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the search page, its service, and a posting."""
        match request.steps:
            case ["careersection", section, "jobsearch.ftl"] if section == self.name:
                return as_html(page("Search", f"<script>var settings = {{portalNo: '{PORTAL}'}};</script>"))
            case ["careersection", "rest", "jobboard", "searchjobs"]:
                return self._search(request)
            case ["careersection", section, "jobdetail.ftl"] if section == self.name:
                return self._posting(request.parameter("job") or "")
        return None

    def _search(self, request: Request) -> Reply:
        if request.header("tz") is None:
            return as_text("no time zone", 500, "list")
        rows = self.listed()
        last = max(1, -(-len(rows) // PAGE))
        at = min(int(json.loads(request.body)["pageNo"]), last)
        shown = rows[(at - 1) * PAGE : at * PAGE]
        paging = {"currentPageNo": at, "pageSize": PAGE, "totalCount": len(rows) + NEVER_LISTED}
        answer = {"careerSectionUnAvailable": False, "requisitionList": [self._row(one) for one in shown]}
        return as_json({**answer, "pagingData": paging}, asked="list")

    def _row(self, shown: Shown) -> Object:
        return {
            "jobId": f"0{shown.number}",
            "contestNo": shown.number,
            "column": [json.dumps([_place(shown)]), shown.title, f"{shown.posted_on:%m/%d/%Y}"],
            "linkedColumn": 1,
            "locationsColumns": [0],
        }

    def _posting(self, number: str) -> Reply:
        found = self.found(number)
        form = '<form id="ftlform"><input type="hidden" name="ftlpageid" value="{}"></form>'
        if found is None:
            return as_html(page("Closed", form.format("unavaibleRequisitionPage")), asked="detail")
        values = (found.title, found.number, "!*!" + found.body, _place(found), f"{found.posted_on:%m/%d/%Y}")
        names = ", ".join(f"'{name}'" for name in NAMES)
        filled = ",".join(f"'{quote(value, safe='!*')}'" for value in values)
        script = f"var _ftl={{descRequisition: {{_hcid:['1'],_hlid: [{names}]}}}};\n"
        script += f"api.fillList('requisitionDescriptionInterface', 'descRequisition', [{filled}]);"
        return as_html(
            page(found.title, form.format("requisitionDescriptionPage") + f"<script>{script}</script>"),
            asked="detail",
        )


def _place(shown: Shown) -> str:
    return f"US-{shown.state}-{shown.city}"
