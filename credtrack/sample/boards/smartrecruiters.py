"""What do SmartRecruiters' service and public pages answer for one company?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_html, as_json, page

MOST = 100


class SmartRecruitersHost(BoardHost):
    """One company: a service whose rules admit one other robot alone, public pages, and a page that links to them."""

    rules = "User-agent: LinkedInBot\nAllow: /v1/companies/\n\nUser-agent: *\nDisallow: /v1/\n"

    def reply(self, request: Request) -> Reply | None:
        """Answer for the service and for pages; an unknown company is one without postings."""
        match request.steps:
            case ["v1", "companies", name, "postings"]:
                return self._list(request, self.listed() if name == self.name else [])
            case ["v1", "companies", _, "postings", number]:
                return self._service_detail(number)
            case ["careers"]:
                links = "".join(f'<a href="{_path(self.name, one)}">{one.title}</a>' for one in self.listed())
                return as_html(page("Careers", f'{links}<a href="/about">About</a>'), asked="list")
            case [name, path] if name == self.name:
                return self.posting_page(path.partition("-")[0], self._page)
        return None

    def _list(self, request: Request, rows: list[Shown]) -> Reply:
        size = min(int(request.parameter("limit") or 10), MOST)
        start = int(request.parameter("offset") or 0)
        content = [self._row(one) for one in window(rows, start, size)]
        answer = {"offset": start, "limit": size, "totalFound": len(rows), "content": content}
        return as_json(answer, asked="list")

    def _service_detail(self, number: str) -> Reply:
        found = self.found(number)
        if found is None:
            return as_json({"message": "not found"}, 404, "detail")
        section = {"title": "Job Description", "text": found.body}
        return as_json(
            self._row(found) | {"active": True, "jobAd": {"sections": {"jobDescription": section}}},
            asked="detail",
        )

    def _row(self, shown: Shown) -> Object:
        return {
            "id": shown.number,
            "name": shown.title,
            "refNumber": shown.requisition,
            "company": {"identifier": self.name, "name": self.employer.name},
            "releasedDate": f"{shown.posted_on}T15:04:05.678Z",
            "location": {"city": shown.city, "region": shown.state, "country": "us", "remote": False},
            "typeOfEmployment": {"id": "permanent", "label": "Full-time"},
        }

    def _page(self, shown: Shown) -> str:
        return self.marked(shown, f'<div itemprop="description">{shown.body}</div>')


def _path(company: str, shown: Shown) -> str:
    return f"/{company}/{shown.number}-{shown.slug}"
