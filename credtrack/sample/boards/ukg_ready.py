"""What does a UKG Ready host answer for one company?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_json

MOST = 100


class UkgReadyHost(BoardHost):
    """One company: pages counted from one by what is called an offset, which overlap."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list."""
        if request.steps[-1:] != ("job-requisitions",):
            return None
        size = min(int(request.parameter("size") or MOST), MOST)
        rows = self.listed()
        start = (int(request.parameter("offset") or 1) - 1) * size
        shown = [_row(one) for one in window(rows, start, size, overlap=1)]
        return as_json({"job_requisitions": shown, "_paging": {"total": len(rows)}}, asked="list")


def _row(shown: Shown) -> Object:
    return {
        "id": int(shown.number),
        "job_title": shown.title,
        "job_description": shown.body,
        "location": {"city": shown.city, "state": shown.state},
        "job_categories": [],
        "employee_type": {"name": "Full Time"},
        "base_pay_from": 24.5,
        "base_pay_to": 33.0,
        "base_pay_frequency": "HOUR",
    }
