"""What does ADP Workforce Now's host answer for one career center?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown
from credtrack.sample.boards.http import Reply, Request, as_html, as_json, page

MOST = 20
PATH = ("mascsr", "default", "careercenter", "public", "events", "staffing", "v1", "job-requisitions")


class AdpHost(BoardHost):
    """One career center: twenty rows at most, counted from one, so that a page asked from zero is a row short."""

    def answer(self, request: Request) -> Reply:
        """Answer any request; in place of rules there is a page."""
        if request.steps == ("robots.txt",):
            return as_html(page("ADP", "<p>Sign in</p>"), asked="robots")
        return super().answer(request)

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list and for one posting, by its external number."""
        if (
            request.steps[: len(PATH)] != PATH
            or request.parameter("cid") != self.employer.board.split("/")[0]
        ):
            return None
        if request.steps == PATH:
            return self._list(request)
        found = self.found(request.steps[-1])
        if found is None:
            return as_json({"message": "not found"}, 404, "detail")
        return as_json(self._row(found) | {"requisitionDescription": found.body}, asked="detail")

    def _list(self, request: Request) -> Reply:
        size = min(int(request.parameter("$top") or MOST), MOST)
        skip = int(request.parameter("$skip") or 0)
        rows = self.listed()
        shown = rows[max(skip - 1, 0) : skip - 1 + size]
        meta = {"startSequence": skip, "totalNumber": len(rows)}
        return as_json({"jobRequisitions": [self._row(one) for one in shown], "meta": meta}, asked="list")

    def _row(self, shown: Shown) -> Object:
        address = {"cityName": shown.city, "countrySubdivisionLevel1": {"codeValue": shown.state}}
        number = {"stringValue": shown.number, "nameCode": {"codeValue": "ExternalJobID"}}
        return {
            "itemID": f"92{shown.number}_1",
            "requisitionTitle": shown.title,
            "postDate": f"{shown.posted_on}T15:38:00.000-05:00",
            "clientRequisitionID": shown.requisition,
            "requisitionLocations": [{"address": address, "nameCode": {"shortName": f" {shown.place}, US"}}],
            "workLevelCode": {"shortName": "Full-Time"},
            "customFieldGroup": {"stringFields": [number], "codeFields": []},
        }
