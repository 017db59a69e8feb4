"""What does the host of a careers site on SuccessFactors answer?"""

from html import escape

from credtrack.sample.boards.board import BoardHost, Shown, url_set
from credtrack.sample.boards.http import Reply, Request, as_json, as_xml, page

KIND = 'itemscope itemtype="http://schema.org/JobPosting"'
PLACE = 'itemprop="jobLocation" itemscope itemtype="http://schema.org/Place"'
ADDRESS = 'itemprop="address" itemscope itemtype="http://schema.org/PostalAddress"'


class SuccessFactorsHost(BoardHost):
    """One employer's site: a sitemap, pages with microdata, and services that its rules close."""

    rules = "User-agent: *\nDisallow: /services/\nSitemap: {origin}/sitemap.xml\n"

    def reply(self, request: Request) -> Reply | None:
        """Answer for the sitemap, the service and a posting."""
        match request.steps:
            case ["sitemap.xml"]:
                return as_xml(
                    url_set([(request.origin + _path(one), one.posted_on) for one in self.listed()])
                )
            case ["services", *_]:
                return as_json({"totalJobs": 0, "jobSearchResult": []}, asked="list")
            case ["job", _, number]:
                return self.posting_page(number, self._page)
        return None

    def _page(self, shown: Shown) -> str:
        said = {"addressLocality": shown.city, "addressRegion": shown.state, "addressCountry": "US"}
        place = "".join(f'<meta itemprop="{name}" content="{value}">' for name, value in said.items())
        return page(
            shown.title,
            f'<div {KIND}><h1 itemprop="title">{escape(shown.title)}</h1>'
            f'<meta itemprop="datePosted" content="{shown.posted_on}">'
            f'<span itemprop="hiringOrganization">{escape(self.employer.name)}</span>'
            f"<span {PLACE}><span {ADDRESS}>{place}</span></span>"
            f'<div class="jobdescription" itemprop="description">{shown.body}</div></div>',
        )


def _path(shown: Shown) -> str:
    return f"/job/{shown.city}-{shown.slug}-{shown.state}/{shown.number}/"
