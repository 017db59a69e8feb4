"""What does the host of a TalentBrew site answer?"""

from credtrack.sample.boards.board import BoardHost, Shown, url_set, window
from credtrack.sample.boards.http import Reply, Request, as_html, as_xml, page

PAGE = 15
COMPANY = "35300"


class TalentBrewHost(BoardHost):
    """One employer's site: a sitemap, and search pages for people."""

    rules = "User-agent: *\nDisallow: /apply/\nSitemap: {origin}/sitemap.xml\n"

    def reply(self, request: Request) -> Reply | None:
        """Answer for the sitemap, the search, and a posting."""
        match request.steps:
            case ["sitemap.xml"]:
                rows = [(request.origin + _path(shown), shown.posted_on) for shown in self.listed()]
                return as_xml(url_set(rows))
            case ["search-jobs", *_]:
                return self._search(int(request.parameter("p") or 1))
            case ["job", _, _, _, number]:
                return self.posting_page(number, self.marked, gone=410)
        return None

    def _search(self, number: int) -> Reply:
        rows = self.listed()
        last = max(1, -(-len(rows) // PAGE))
        links = "".join(_link(shown) for shown in window(rows, (number - 1) * PAGE, PAGE, overlap=1))
        counts = {"total-results": len(rows), "total-pages": last, "current-page": number}
        said = " ".join(f'data-{name}="{count}"' for name, count in counts.items())
        section = f'<section id="search-results" {said}><ul>{links}</ul></section>'
        return as_html(page("Search", section), asked="list")


def _path(shown: Shown) -> str:
    return f"/job/{shown.city.lower()}/{shown.slug}/{COMPANY}/{shown.number}"


def _link(shown: Shown) -> str:
    title = f"<h2>{shown.title}</h2>" if int(shown.number) % 2 else shown.title
    return f'<li><a href="{_path(shown)}" data-job-id="{shown.number}">{title}</a></li>'
