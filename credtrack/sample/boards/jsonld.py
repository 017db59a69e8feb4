"""What does an employer's own careers site answer, whose pages hold schema.org markup?"""

from dataclasses import replace
from datetime import timedelta
from html import escape

from credtrack.sample.boards.board import SITEMAP_SPACE, Object, script_of, url_set
from credtrack.sample.boards.http import Reply, Request, as_html, as_text, as_xml, page
from credtrack.sample.boards.shelf import Shelf, body_html, location_names, number, requisition_of, slug
from credtrack.sample.boards.wording import wording
from credtrack.sample.facts import Place, SamplePosting, Written

SITEMAP_PAGE = 500
VALID_DAYS = 60


class JsonLdHost:
    """One employer's site: sitemap index, sitemaps, posting pages, other pages and robots.txt.

    Sites differ for good, by their name, in how the markup is wrapped, how dates are written, and how a
    closed posting answers (404, 410, or a page whose markup is past its last day).
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._style = number(shelf.employer.slug, 60)

    def answer(self, request: Request) -> Reply:
        """Answer any request as such a site does."""
        match request.steps:
            case ["robots.txt"]:
                return as_text(f"User-agent: *\nDisallow: /apply/\n\nSitemap: {request.origin}/sitemap.xml\n")
            case ["sitemap.xml"]:
                return as_xml(self._sitemap_index(request))
            case ["sitemap-pages.xml"]:
                return as_xml(url_set([(f"{request.origin}/{name}", None) for name in ("about", "benefits")]))
            case [name] if name.startswith("sitemap-jobs-") and name.endswith(".xml"):
                return as_xml(self._sitemap(request, name[13:-4]))
            case ["jobs", native_id, *_]:
                return self._posting_page(native_id)
            case [] | ["about"] | ["benefits"]:
                return as_html(page(self.shelf.employer.name, f"<h1>{escape(self.shelf.employer.name)}</h1>"))
        return as_html(page("Not found", "<p>There is no such page.</p>"), 404)

    def _sitemap_index(self, request: Request) -> str:
        pages = range(1, 2 + (len(self.shelf.listed()) - 1) // SITEMAP_PAGE)
        names = ["sitemap-pages.xml", *(f"sitemap-jobs-{at}.xml" for at in pages)]
        maps = "".join(f"<sitemap><loc>{request.origin}/{name}</loc></sitemap>" for name in names)
        return f'<?xml version="1.0"?><sitemapindex xmlns="{SITEMAP_SPACE}">{maps}</sitemapindex>'

    def _sitemap(self, request: Request, at: str) -> str:
        first = (int(at) - 1) * SITEMAP_PAGE if at.isdecimal() else len(self.shelf.listed())
        shown = self.shelf.listed()[max(first, 0) : first + SITEMAP_PAGE]
        return url_set([(request.origin + self._path(posting), posting.posted_on) for posting in shown])

    def _path(self, posting: SamplePosting) -> str:
        return posting_path(self.shelf.written(posting), posting)

    def _posting_page(self, native_id: str) -> Reply:
        posting = self.shelf.find(native_id)
        if posting is not None:
            reply = as_html(self._page(posting), asked="detail")
            return replace(reply, validator=f'"{number(reply.body.decode(), 2**32):08x}"')
        closed = self.shelf.find_closed(native_id)
        if closed is not None and self._style % 3 == 2 and not self.shelf.employer.drops_late:
            return as_html(self._page(closed), asked="detail")
        status = 410 if closed is not None and self._style % 3 == 1 else 404
        return as_html(page("Not found", "<p>This posting is closed.</p>"), status, "detail")

    def _page(self, posting: SamplePosting) -> str:
        written = self.shelf.written(posting)
        markup = _wrapped(self._markup(posting, written), self.shelf.employer.name, self._style % 4)
        canonical = f'<link rel="canonical" href="https://{self.shelf.employer.board}{self._path(posting)}">'
        shown = f"<h1>{escape(written.title)}</h1><p>{escape(written.location)}</p>{body_html(written)}"
        return page(written.title, f"{canonical}{script_of(markup)}<main>{shown}</main>")

    def _markup(self, posting: SamplePosting, written: Written) -> Object:
        employer = self.shelf.employer
        body = body_html(written)
        markup: Object = {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": written.title,
            "description": escape(body) if self._style % 5 == 0 else body,
            "datePosted": str(posting.posted_on)
            + ("", "T14:05:09+00:00", "T08:30:00-05:00")[self._style % 3],
            "validThrough": f"{self._last_day(posting)}T23:59",
            "hiringOrganization": {
                "@type": "Organization",
                "name": employer.name,
                "sameAs": f"https://{employer.board}",
            },
            "identifier": {"@type": "PropertyValue", "name": employer.name, "value": requisition_of(posting)},
            "url": f"https://{employer.board}{self._path(posting)}",
            "directApply": False,
        }
        return markup | _employment(posting, written) | _where(posting, written) | _salary(posting)

    def _last_day(self, posting: SamplePosting) -> str:
        if posting.closed_on is not None and posting.closed_on <= self.shelf.today:
            return str(posting.closed_on - timedelta(days=1))
        waits = -(-(self.shelf.today - posting.posted_on).days // VALID_DAYS)
        return str(posting.posted_on + timedelta(days=VALID_DAYS * max(waits, 1)))


def posting_path(written: Written, posting: SamplePosting) -> str:
    """Give the posting's path on its site."""
    return f"/jobs/{posting.native_id}/{slug(written.title).lower()}"


def _wrapped(markup: Object, employer: str, style: int) -> Object | list[Object]:
    site = {"@context": "https://schema.org", "@type": "WebSite", "name": employer}
    if style == 1:
        return [site, markup]
    if style == 2:
        return {"@context": "https://schema.org", "@graph": [site, markup]}
    return markup


def _employment(posting: SamplePosting, written: Written) -> Object:
    kind = posting.opening.employment_type
    word = written.employment_field or (kind and wording("employment")[kind])
    return {"employmentType": word} if word else {}


def _where(posting: SamplePosting, written: Written) -> Object:
    opening = posting.opening
    where: Object = {}
    if opening.places:
        where["jobLocation"] = [_place(place) for place in opening.places]
    elif opening.remote != "remote":
        where["jobLocation"] = {"@type": "Place", "address": "; ".join(location_names(written))}
    if written.remote_field:
        where["jobLocationType"] = written.remote_field
    if opening.remote == "remote" and opening.states_scope == "listed":
        where["applicantLocationRequirements"] = [
            {"@type": "State", "name": state} for state in opening.states
        ]
    elif opening.remote == "remote" and opening.states_scope == "any":
        where["applicantLocationRequirements"] = {"@type": "Country", "name": "USA"}
    return where


def _place(place: Place) -> Object:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.city,
        "addressRegion": place.state,
        "postalCode": place.zip_code,
        "addressCountry": "US",
    }
    return {"@type": "Place", "address": address}


def _salary(posting: SamplePosting) -> Object:
    pay = posting.opening.pay
    if pay is None or posting.opening.pay_is_written or pay.unit not in wording("salary_unit"):
        return {}
    bounds = {"minValue": pay.low, "maxValue": pay.high}
    value = {key: bound for key, bound in bounds.items() if bound is not None}
    unit = wording("salary_unit")[pay.unit]
    amount = {"@type": "QuantitativeValue", **value, "unitText": unit}
    return {"baseSalary": {"@type": "MonetaryAmount", "currency": "USD", "value": amount}}
