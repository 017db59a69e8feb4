"""What do the boards of the rough market share, whatever their platform?"""

import json
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, ClassVar, TypeVar

from credtrack.sample.boards.http import Reply, Request, as_html, as_text, page
from credtrack.sample.boards.shelf import Shelf, body_html, requisition_of, slug
from credtrack.sample.facts import SamplePosting

Object = dict[str, Any]
T = TypeVar("T")
SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Shown:
    """One posting as its board shows it."""

    number: str
    title: str
    body: str
    city: str
    state: str
    posted_on: date
    requisition: str

    @property
    def place(self) -> str:
        """City and state in one line."""
        return f"{self.city}, {self.state}"

    @property
    def slug(self) -> str:
        """The title as a part of an address."""
        return slug(self.title).lower()


class BoardHost:
    """The host of one employer's board: its rules, and what its platform answers."""

    rules: ClassVar[str] = "User-agent: *\nDisallow: /apply/\n"
    rules_status: ClassVar[int] = 200

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.employer = shelf.employer
        self.name = shelf.employer.board.rpartition("/")[2]

    def answer(self, request: Request) -> Reply:
        """Answer any request as the platform does."""
        if request.steps == ("robots.txt",):
            return as_text(self.rules.replace("{origin}", request.origin), self.rules_status)
        return self.reply(request) or as_html(page("Not found", "<p>There is no such page.</p>"), 404)

    @abstractmethod
    def reply(self, request: Request) -> Reply | None:
        """Answer a request that isn't for the rules; None where there is no such page."""

    def listed(self) -> list[Shown]:
        """Give what the board's list shows today."""
        return [self.shown(posting) for posting in self.shelf.listed()]

    def found(self, number: str) -> Shown | None:
        """Give the posting of that number if it is open today."""
        posting = self.shelf.find(number)
        return None if posting is None else self.shown(posting)

    def posting_page(self, number: str, written: Callable[[Shown], str], gone: int = 404) -> Reply:
        """Answer with a posting's page; where it is closed, with one that says so."""
        found = self.found(number)
        if found is None:
            return as_html(page("Not found", "<p>This posting is closed.</p>"), gone, "detail")
        return as_html(written(found), asked="detail")

    def marked(self, shown: Shown, content: str = "") -> str:
        """Give a page that holds the posting's markup, with some content beside it."""
        return marked_page(markup_of(shown, self.employer.name), content)

    def shown(self, posting: SamplePosting) -> Shown:
        """Give a posting as it is shown."""
        written = self.shelf.written(posting)
        place = posting.opening.places[0]
        return Shown(
            posting.native_id,
            written.title,
            body_html(written),
            place.city,
            place.state,
            posting.posted_on,
            requisition_of(posting),
        )


def window(rows: Sequence[T], start: int, size: int, overlap: int = 0) -> Sequence[T]:
    """Give one page of a list, whose first rows may be the last ones of the page before."""
    return rows[max(0, start - (overlap if start else 0)) : start + size]


def markup_of(shown: Shown, employer: str, **more: Any) -> Object:
    """Give the posting in schema.org's words."""
    place = {"@type": "PostalAddress", "addressLocality": shown.city, "addressRegion": shown.state}
    return {
        "@context": "http://schema.org",
        "@type": "JobPosting",
        "title": shown.title,
        "description": shown.body,
        "datePosted": str(shown.posted_on),
        "hiringOrganization": {"@type": "Organization", "name": employer},
        "jobLocation": [{"@type": "Place", "address": {**place, "addressCountry": "US"}}],
        **more,
    }


def marked_page(markup: Object, content: str = "") -> str:
    """Give a page that holds the markup, with some content beside it."""
    return page(markup["title"], script_of(markup) + content)


def script_of(markup: Object | list[Object]) -> str:
    """Give the element of a page that holds markup."""
    safe = json.dumps(markup, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{safe}</script>'


def url_set(entries: Sequence[tuple[str, date | None]]) -> str:
    """Give a sitemap of addresses, each with the day of its last change where that is told."""
    urls = "".join(
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for url, day in entries
    )
    return f'<?xml version="1.0"?><urlset xmlns="{SITEMAP_SPACE}">{urls}</urlset>'
