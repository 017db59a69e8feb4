"""What does a Workday tenant's host answer?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import md5

from credtrack.sample.boards.board import Object, url_set
from credtrack.sample.boards.http import Asked, Reply, Request, as_html, as_json, as_text, as_xml, page
from credtrack.sample.boards.shelf import Shelf, body_html, location_names, requisition_of, slug
from credtrack.sample.boards.wording import wording
from credtrack.sample.boards.workday_facets import Facets
from credtrack.sample.facts import SamplePosting, Written

PAGE_CAP = 20
TOTAL_CAP = 2000


class AskError(ValueError):
    """A list request that Workday answers with 400."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A list request's body."""

    limit: int = PAGE_CAP
    offset: int = 0
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class WorkdayHost:
    """One tenant's host: its sites' lists, details, sitemaps and robots.txt.

    `shelves` are keyed by site name. The total is capped, and pages past the cap repeat earlier rows.
    """

    def __init__(self, tenant: str, shelves: Mapping[str, Shelf], total_cap: int = TOTAL_CAP) -> None:
        self.tenant = tenant
        self.total_cap = total_cap
        self._names = {name.lower(): name for name in shelves}
        self._shelves = {name.lower(): shelf for name, shelf in shelves.items()}
        self._facets = {name: Facets(tenant, shelf) for name, shelf in self._shelves.items()}
        self._last: tuple[object, list[SamplePosting]] | None = None

    def answer(self, request: Request) -> Reply:
        """Answer any request as the platform does."""
        match request.steps:
            case ["robots.txt"]:
                return as_text(self._robots(request))
            case ["wday", "cxs", tenant, site, *rest]:
                return self._service(request, tenant, site, tuple(rest))
            case [site, "siteMap.xml"] if site.lower() in self._shelves:
                return as_xml(self._sitemap(request, site))
        return as_html(page("Workday", "<p>Sign in</p>"), 406)

    def _service(self, request: Request, tenant: str, site: str, rest: tuple[str, ...]) -> Reply:
        if tenant != self.tenant:
            return _error(422, "HTTP_422", f"tenant {tenant} is not served here")
        if site.lower() not in self._shelves:
            return _error(404, "S21", f"not found: Job_Posting_Site_ID={site}")
        if rest == ("jobs",):
            return self._list(request, site.lower())
        if rest[:2] == ("job", "job"):
            return Reply(406, b"", "application/json", "detail")
        if rest[:1] == ("job",) and len(rest) > 1:
            return self._detail(site.lower(), rest[-1])
        return _error(404, "S21", "not found")

    def _list(self, request: Request, site: str) -> Reply:
        if request.method != "POST":
            return _error(400, "HTTP_400", "this resource is read by POST", "list")
        try:
            ask = read_ask(request.body)
        except AskError as problem:
            return _error(400, "HTTP_400", str(problem), "list")
        found = self._found(site, ask)
        rows = [_row(self._shelves[site], posting) for posting in self._window(found, ask)]
        is_first = ask.offset == 0
        envelope = {
            "total": min(len(found), self.total_cap) if is_first else 0,
            "jobPostings": rows,
            "facets": self._facets[site].counted(found) if is_first else [],
            "userAuthenticated": False,
        }
        return as_json(envelope, asked="list")

    def _found(self, site: str, ask: Ask) -> list[SamplePosting]:
        shelf, facets = self._shelves[site], self._facets[site]
        key = (site, shelf.today, tuple(sorted(ask.facets.items())))
        if self._last is None or self._last[0] != key:
            found = [posting for posting in shelf.listed() if facets.match(posting, ask.facets)]
            self._last = (key, found)
        return self._last[1]

    def _window(self, found: list[SamplePosting], ask: Ask) -> list[SamplePosting]:
        if len(found) <= self.total_cap:
            return found[ask.offset : ask.offset + ask.limit]
        return [found[at % self.total_cap] for at in range(ask.offset, ask.offset + ask.limit)]

    def _detail(self, site: str, last: str) -> Reply:
        shelf = self._shelves[site]
        posting = shelf.find(last.rpartition("_")[2])
        if posting is None:
            return _error(404, "S21", "not found: Job_Posting", "detail")
        name = shelf.employer.name
        detail = {
            "jobPostingInfo": self._info(shelf, posting, self._names[site]),
            "hiringOrganization": {"name": name, "url": ""},
            "similarJobs": [],
            "userAuthenticated": False,
        }
        return as_json(detail, asked="detail")

    def _info(self, shelf: Shelf, posting: SamplePosting, site: str) -> Object:
        written = shelf.written(posting)
        primary, *others = location_names(written) or [""]
        country = {"descriptor": "United States of America", "id": _id("country", "US"), "alpha2Code": "US"}
        path = external_path(written, posting)
        info: Object = {
            "id": _id(self.tenant, posting.native_id),
            "title": written.title,
            "jobDescription": body_html(written),
            "location": primary,
            "postedOn": posted_words((shelf.today - posting.posted_on).days),
            "startDate": posting.posted_on.isoformat(),
            "jobReqId": requisition_of(posting),
            "jobPostingId": path.rpartition("/")[2],
            "jobPostingSiteId": site,
            "country": country,
            "jobRequisitionLocation": {"descriptor": primary, "country": country},
            "canApply": True,
            "posted": True,
            "includeResumeParsing": True,
            "externalUrl": f"https://{self.tenant}.wd1.myworkdayjobs.example/{site}{path}",
        }
        if others:
            info["additionalLocations"] = others
        return info | _optional(posting, written)

    def _robots(self, request: Request) -> str:
        names = self._names.values()
        lines = [f"Sitemap: {request.origin}/{name}/siteMap.xml" for name in names]
        lines += ["", "User-agent: *", *(f"Allow: /{name}/" for name in names)]
        lines += [
            f"Disallow: /{self.tenant}_internal/",
            "Disallow: /talentcommunity/",
            "Disallow: /refreshFacet/",
        ]
        return "\n".join(lines) + "\n"

    def _sitemap(self, request: Request, site: str) -> str:
        shelf = self._shelves[site.lower()]
        paths = [external_path(shelf.written(posting), posting) for posting in shelf.open()]
        return url_set([(f"{request.origin}/{site}{path}", None) for path in paths])


def read_ask(body: bytes) -> Ask:
    """Read the list request in a body; unknown keys are tolerated. Raises AskError where Workday answers 400."""
    try:
        asked = json.loads(body)
    except ValueError:
        raise AskError("the body is not JSON") from None
    if not isinstance(asked, dict) or not asked:
        raise AskError("the body holds nothing")
    limit, offset = asked.get("limit", PAGE_CAP), asked.get("offset", 0)
    if not isinstance(limit, int) or not 1 <= limit <= PAGE_CAP or not isinstance(offset, int) or offset < 0:
        raise AskError(f"limit is 1 to {PAGE_CAP} and offset 0 or more")
    facets = {str(key): tuple(map(str, ids)) for key, ids in (asked.get("appliedFacets") or {}).items()}
    return Ask(limit, offset, facets)


def posted_words(days: int) -> str:
    """Say the posting's age as Workday does; from 30 days on it is a bound only."""
    if days > 30:
        return "Posted 30+ Days Ago"
    return {0: "Posted Today", 1: "Posted Yesterday"}.get(days, f"Posted {days} Days Ago")


def external_path(written: Written, posting: SamplePosting) -> str:
    """Give the posting's path on every site; it ends in the native id."""
    place = (location_names(written) or ["United-States"])[0]
    return f"/job/{slug(place)}/{slug(written.title)}_{posting.native_id}"


def _row(shelf: Shelf, posting: SamplePosting) -> Object:
    written = shelf.written(posting)
    names = location_names(written)
    row = {
        "title": written.title,
        "externalPath": external_path(written, posting),
        "locationsText": f"{len(names)} Locations" if len(names) > 1 else "".join(names),
        "postedOn": posted_words((shelf.today - posting.posted_on).days),
        "bulletFields": [requisition_of(posting)],
    }
    return row | _optional(posting, written)


def _optional(posting: SamplePosting, written: Written) -> Object:
    kind = posting.opening.employment_type
    words = {"timeType": written.employment_field or (kind and wording("time_type")[kind])}
    return {key: value for key, value in (words | {"remoteType": written.remote_field}).items() if value}


def _id(*names: str) -> str:
    return md5("/".join(names).encode(), usedforsecurity=False).hexdigest()


def _error(status: int, code: str, message: str, asked: Asked = "other") -> Reply:
    return as_json({"errorCode": code, "httpStatus": status, "message": message}, status, asked)
