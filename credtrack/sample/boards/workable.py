"""What does Workable's host answer for one account?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown
from credtrack.sample.boards.http import Reply, Request, as_json


class WorkableHost(BoardHost):
    """One account: all postings in one answer, with their texts where details are asked for."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the widget's list."""
        match request.steps:
            case ["api", "v1", "widget", "accounts", name] if name == self.name:
                whole = request.parameter("details") == "true"
                rows = [self._row(shown, whole) for shown in self.listed()]
                return as_json({"name": self.employer.name, "description": "", "jobs": rows}, asked="list")
            case ["api", *_]:
                return as_json({"error": "not found"}, 404)
        return None

    def _row(self, shown: Shown, whole: bool) -> Object:
        row = {
            "title": shown.title,
            "shortcode": shown.number,
            "code": shown.requisition,
            "employment_type": "Full-time",
            "telecommuting": False,
            "url": f"https://apply.workable.com/j/{shown.number}",
            "published_on": str(shown.posted_on),
            "created_at": str(shown.posted_on.replace(day=1)),
            "country": "United States",
            "state": shown.state,
            "city": shown.city,
            "locations": [{"country": "United States", "city": shown.city, "region": shown.state}],
        }
        return row | ({"description": shown.body} if whole else {})
