"""What does the host of an iCIMS Career Site (Jibe) answer?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_html, as_json, page

PAGE = 100


class JibeHost(BoardHost):
    """One employer's site: pages of at most a hundred whole postings, which overlap; any other path is a page."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list; a larger page than is allowed is an error, one past the end is empty."""
        if request.steps != ("api", "jobs"):
            return as_html(page("Careers", "<p>Welcome.</p>"))
        size, number = (int(request.parameter(name) or 10) for name in ("limit", "page"))
        if size > PAGE:
            return as_json({"data": {"error": "An unexpected error occurred"}}, 422, "list")
        rows = self.listed()
        shown = [{"data": self._row(one)} for one in window(rows, (number - 1) * size, size, overlap=1)]
        return as_json({"jobs": shown, "totalCount": len(rows), "count": len(shown)}, asked="list")

    def _row(self, shown: Shown) -> Object:
        canonical = f"https://{self.employer.board}/jobs/{shown.number}?lang=en-us"
        return {
            "slug": shown.number,
            "req_id": shown.number,
            "language": "en-us",
            "title": shown.title,
            "description": shown.body,
            "qualifications": "<ul><li>A high school diploma</li></ul>",
            "location_name": "Main campus",
            "location_type": "LAT_LNG",
            "city": shown.city,
            "state": shown.state,
            "country": "United States",
            "employment_type": "FULL_TIME",
            "salary_min_value": 0,
            "salary_max_value": 0,
            "posted_date": f"{shown.posted_on}T05:00:00+0000",
            "apply_url": f"https://careers-sample.icims.com/jobs/{shown.number}/login",
            "meta_data": {"canonical_url": canonical},
        }
