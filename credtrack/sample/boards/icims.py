"""What does an iCIMS portal answer?"""

from credtrack.sample.boards.board import BoardHost, Shown, marked_page, markup_of, url_set, window
from credtrack.sample.boards.http import Reply, Request, as_html, as_xml, page

PAGE = 20
RULES = """User-agent: *
Disallow: /jobs/*referral
Disallow: /jobs/*login
Disallow: /connect/*
Sitemap: {origin}/sitemap.xml
"""


class IcimsHost(BoardHost):
    """One portal: a sitemap and list pages; without its frame, a page is a wrapper that holds nothing."""

    rules = RULES

    def reply(self, request: Request) -> Reply | None:
        """Answer for the sitemap, the list and a posting."""
        match request.steps:
            case ["sitemap.xml"]:
                rows = [(self._address(request, shown), shown.posted_on) for shown in self.listed()]
                return as_xml(url_set([(f"{request.origin}/jobs/intro", self.shelf.today), *rows]))
            case ["jobs", "search"]:
                return self._list(request)
            case ["jobs", number, *_, "job"]:
                return self._posting(request, number)
        return None

    def _address(self, request: Request, shown: Shown) -> str:
        return f"{request.origin}/jobs/{shown.number}/{shown.slug}/job"

    def _list(self, request: Request) -> Reply:
        if request.parameter("in_iframe") != "1":
            return as_html(page("Careers", "<iframe id='icims_content_iframe'></iframe>"), asked="list")
        rows, at = self.listed(), int(request.parameter("pr") or 0)
        shown = window(rows, at * PAGE, PAGE, overlap=1)
        cards = "".join(
            f'<li class="iCIMS_JobCardItem"><a class="iCIMS_Anchor" href="{self._address(request, one)}?in_iframe=1">'
            f"<h3>\n{one.title}</h3></a></li>"
            for one in shown
        )
        pager = f"<div>Page {at + 1} of {max(1, -(-len(rows) // PAGE))}</div>"
        return as_html(page("Job Listings", f"<ul class='iCIMS_JobsTable'>{cards}</ul>{pager}"), asked="list")

    def _posting(self, request: Request, number: str) -> Reply:
        found = self.found(number)
        if found is None:
            gone = page("Careers", "<p>The job that you asked for could not be found.</p>")
            return as_html(gone, 410 if int(number) % 2 else 200, "detail")
        if request.parameter("in_iframe") != "1":
            return as_html(page("Careers", "<iframe id='icims_content_iframe'></iframe>"), asked="detail")
        more = {
            "employmentType": "OTHER",
            "validThrough": _a_year_on(found),
            "url": self._address(request, found),
        }
        markup = markup_of(found, "UNAVAILABLE", **more)
        markup["baseSalary"] = {"@type": "MonetaryAmount", "minValue": "24.10", "currency": "USD"}
        return as_html(marked_page(markup), asked="detail")


def _a_year_on(shown: Shown) -> str:
    return str(shown.posted_on.replace(year=shown.posted_on.year + 1))
