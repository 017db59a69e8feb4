"""What does Jobvite's host answer for one company?"""

from collections.abc import Sequence
from dataclasses import replace

from credtrack.sample.boards.board import BoardHost, Shown, marked_page, markup_of, window
from credtrack.sample.boards.http import Reply, Request, as_html, page

PAGE = 50


class JobviteHost(BoardHost):
    """One company: search pages of fifty, which overlap; the page of all is cut short."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the search, the page of all, and a posting, whose markup holds the whole page."""
        match request.steps:
            case [name, "search"] if name == self.name:
                return self._list(int(request.parameter("p") or 0))
            case [name, "jobs"] if name == self.name:
                return as_html(page("All", self._table(self.listed()[: PAGE // 2])))
            case [name, "job", number] if name == self.name:
                return self.posting_page(number, _whole)
        return None

    def _list(self, number: int) -> Reply:
        rows = self.listed()
        shown = window(rows, number * PAGE, PAGE, overlap=1)
        text = (
            f'<div class="jv-pagination-text">{number * PAGE + 1}-{number * PAGE + PAGE} of {len(rows)}</div>'
        )
        return as_html(
            page("Search", f'<div class="jv-page-body">{self._table(shown)}{text}</div>'), asked="list"
        )

    def _table(self, rows: Sequence[Shown]) -> str:
        cells = "".join(
            f'<tr><td class="jv-job-list-name"><a href="/{self.name}/job/{one.number}">{one.title}</a></td>'
            f'<td class="jv-job-list-location">{one.place}</td></tr>'
            for one in rows
        )
        return f'<table class="jv-job-list">{cells}</table>'


def _whole(shown: Shown) -> str:
    block = f'<div class="jv-job-detail-description"><!-- <p>An older text.</p> -->{shown.body}</div>'
    meta = f'<p class="jv-job-detail-meta">HIM | {shown.place} Req.Num.: {shown.requisition}</p>'
    dump = replace(shown, body=f"Menu Home {shown.body} Footer")
    return marked_page(markup_of(dump, "Sample"), f'<h2 class="jv-header">{shown.title}</h2>{meta}{block}')
