"""What does the host of a Jobvite Engage (Talemetry) site answer?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_json

MOST = 100


class TalemetryHost(BoardHost):
    """One employer's site: a list as data, and pages whose markup escapes too much."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list and for a posting."""
        match request.steps:
            case ["jobs", "search.json"]:
                return self._list(request)
            case ["jobs", path]:
                return self.posting_page(path.partition("-")[0], self._escaped)
        return None

    def _escaped(self, shown: Shown) -> str:
        return self.marked(shown).replace("Full-time", "Full\\-time")

    def _list(self, request: Request) -> Reply:
        number, size = int(request.parameter("page") or 1), int(request.parameter("per_page") or MOST)
        rows = self.listed()
        entries = [_entry(one) for one in window(rows, (number - 1) * size, min(size, MOST), overlap=1)]
        answer = {"current_page": number, "per_page": size, "total_entries": len(rows), "entries": entries}
        return as_json(answer, asked="list")


def _entry(shown: Shown) -> Object:
    location = {"locality": shown.city, "region_abbr": shown.state, "name": "Main Pavilion"}
    return {"id": shown.number, "permalink": shown.slug, "title": shown.title, "location": location}
