"""What does Ashby's host answer for one board?"""

from typing import ClassVar

from credtrack.sample.boards.board import BoardHost, Object, Shown
from credtrack.sample.boards.http import Reply, Request, as_json


class AshbyHost(BoardHost):
    """One board, all of it in one answer; the host keeps its rules behind a sign-in."""

    rules_status: ClassVar[int] = 401

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list; there is none for one posting."""
        match request.steps:
            case ["posting-api", "job-board", name] if name == self.name:
                rows = [self._row(shown) for shown in self.listed()]
                unlisted = [{**row, "id": f"{row['id']}-unlisted", "isListed": False} for row in rows[:1]]
                return as_json({"apiVersion": "1", "jobs": rows + unlisted}, asked="list")
            case ["posting-api", *_]:
                return as_json({"error": "not found"}, 404)
        return None

    def _row(self, shown: Shown) -> Object:
        page = f"https://jobs.ashbyhq.com/{self.name}/{shown.number}"
        return {
            "id": shown.number,
            "title": shown.title,
            "employmentType": "FullTime",
            "location": shown.place,
            "secondaryLocations": [],
            "isRemote": True,
            "workplaceType": "Hybrid",
            "isListed": True,
            "publishedAt": f"{shown.posted_on}T16:20:11.000+00:00",
            "jobUrl": page,
            "applyUrl": f"{page}/application",
            "descriptionHtml": shown.body,
            "compensation": {"compensationTierSummary": None, "compensationTiers": []},
        }
