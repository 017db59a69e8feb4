"""What does Lever's host answer for one site?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown
from credtrack.sample.boards.http import Reply, Request, as_json

EPOCH_DAY = 719_163
DAY_MS = 86_400_000


class LeverHost(BoardHost):
    """One site: an array of all its postings, or one of them; another site is not found."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list, and for one posting."""
        match request.steps:
            case ["v0", "postings", site] if site == self.name:
                return as_json([self._row(shown) for shown in self.listed()], asked="list")
            case ["v0", "postings", site, number] if site == self.name and (shown := self.found(number)):
                return as_json(self._row(shown), asked="detail")
            case ["v0", "postings", *_]:
                return as_json({"ok": False, "error": "Document not found"}, 404)
        return None

    def _row(self, shown: Shown) -> Object:
        return {
            "id": shown.number,
            "text": shown.title,
            "createdAt": (shown.posted_on.toordinal() - EPOCH_DAY) * DAY_MS,
            "categories": {"location": shown.place, "allLocations": [shown.place], "commitment": "Full-time"},
            "country": "US",
            "workplaceType": "unspecified",
            "descriptionPlain": "A department of a hospital.",
            "lists": [{"text": "Requirements", "content": f"<li>{shown.body}</li>"}],
            "additionalPlain": "",
            "hostedUrl": f"https://jobs.lever.co/{self.name}/{shown.number}",
        }
