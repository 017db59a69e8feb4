"""What does NEOGOV's host answer for one agency?"""

from dataclasses import replace

from credtrack.sample.boards.board import BoardHost, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_html, page

PAGE = 10


class NeogovHost(BoardHost):
    """One agency: pages of ten for whoever asks as the site's own script does; past the end the first page comes again."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the list and for a posting; a closed one's page stays, with a notice."""
        match request.steps:
            case ["careers", "home", "index"] if request.parameter("agency") == self.name:
                return self._list(request)
            case ["careers", agency, "jobs", number, *_] if agency == self.name:
                found = self.found(number)
                notice = page("Closed", "<p>This posting is no longer accepting applications.</p>")
                if found is None:
                    return as_html(notice, asked="detail")
                seat = replace(found, city="Seat City", state="CA")
                return as_html(self.marked(seat), asked="detail")
        return None

    def _list(self, request: Request) -> Reply:
        if request.header("x-requested-with") != "XMLHttpRequest":
            return as_html(page("Careers", "<div id='shell'></div>"), asked="list")
        rows = self.listed()
        at = (int(request.parameter("page") or 1) - 1) * PAGE
        shown = window(rows, at if at < len(rows) else 0, PAGE, overlap=1)
        items = "".join(map(self._item, shown))
        return as_html(f'<span id="job-postings-number">{len(rows)}</span><ul>{items}</ul>', asked="list")

    def _item(self, shown: Shown) -> str:
        address = f"/careers/{self.name}/jobs/{shown.number}/{shown.slug}"
        link = (
            f'<a class="item-details-link" data-department-name="HEALTH" href="{address}">{shown.title}</a>'
        )
        meta = f"<li>Full time - $31.20 - $41.80 Hourly</li><li>Location: {shown.place}</li>"
        return f'<li class="list-item" data-job-id="{shown.number}"><h3>{link}</h3><ul class="list-meta">{meta}</ul></li>'
