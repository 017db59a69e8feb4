"""What does Paylocity's host answer for one employer's board?"""

import json
from dataclasses import replace

from credtrack.sample.boards.board import BoardHost, Object, Shown
from credtrack.sample.boards.http import Reply, Request, as_html, as_text, page

DETAILS = ("recruiting", "jobs", "details")


class PaylocityHost(BoardHost):
    """One board: a page whose script holds all rows; every other posting's page carries no markup."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list, for a posting, and for the page that closed ones lead to."""
        steps = tuple(step.lower() for step in request.steps)
        if steps[:3] == ("recruiting", "jobs", "all") and steps[-1] == self.name.lower():
            return self._list()
        if steps[:3] == DETAILS:
            found = self.found(steps[-1])
            lost = replace(as_text("moved", 302), headers=(("Location", "/Recruiting/Jobs/JobNotFound"),))
            return self._posting(found) if found else replace(lost, asked="detail")
        if steps[-1:] == ("jobnotfound",):
            return as_html(page("Not found", "<p>This posting is gone.</p>"))
        return None

    def _list(self) -> Reply:
        rows = [self._row(shown) for shown in self.listed()]
        internal = [row | {"JobId": int(row["JobId"]) + 1, "IsInternal": True} for row in rows[:1]]
        data = {"Jobs": rows + internal, "ModuleId": "19907", "ModuleTitle": self.employer.name}
        return as_html(page("Jobs", f"<script>window.pageData = {json.dumps(data)};</script>"), asked="list")

    def _posting(self, shown: Shown) -> Reply:
        if int(shown.number) % 2:
            return as_html(
                page(shown.title, f'<div class="job-preview-details">{shown.body}</div>'), asked="detail"
            )
        return as_html(self.marked(shown), asked="detail")

    def _row(self, shown: Shown) -> Object:
        return {
            "JobId": int(shown.number),
            "JobTitle": shown.title,
            "LocationName": "Main Clinic",
            "PublishedDate": f"{shown.posted_on}T14:16:35-06:00",
            "Description": "Small teaser",
            "IsInternal": False,
            "IsRemote": False,
            "JobLocation": {"LocationId": 10, "Name": "Main", "City": shown.city, "State": shown.state},
        }
