"""What does an Avature portal answer?"""

from credtrack.sample.boards.board import BoardHost, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_html, as_text, page

PAGE = 6
MOST = 2000


class AvatureHost(BoardHost):
    """One portal: pages of its own size, which overlap and name the next; beyond a cap it answers 406."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the search and for a posting."""
        match request.steps:
            case ["careers", "SearchJobs"]:
                return self._list(int(request.parameter("jobOffset") or 0))
            case ["careers", "JobDetail", _, number]:
                return self.posting_page(number, _details)
        return None

    def _list(self, start: int) -> Reply:
        if start >= MOST:
            return as_text("not acceptable", 406, "list")
        rows = self.listed()
        cards = "".join(map(_card, window(rows, start, PAGE, overlap=1)))
        last = min(start + PAGE, len(rows))
        more = f'<a href="?jobOffset={last}">Next &gt;&gt;</a>' if last < len(rows) else ""
        text = f'<div class="list-controls__text">{start + 1}-{last} of {len(rows)}</div>'
        return as_html(page("Search", text + cards + more), asked="list")


def _card(shown: Shown) -> str:
    link = f'<a href="/careers/JobDetail/{shown.slug}/{shown.number}">{shown.title}</a>'
    return f'<article class="article article--result"><h3>{link}</h3></article>'


def _details(shown: Shown) -> str:
    fields = f"<div><span>Location</span><span>{shown.place}</span></div>"
    return page(
        shown.title,
        f'<h2 class="banner__text__title">{shown.title}</h2><article class="article article--details">{fields}</article>'
        f'<article class="article article--details">{shown.body}</article>',
    )
