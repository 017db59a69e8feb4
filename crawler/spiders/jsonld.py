"""What do boards show that list their pages in a sitemap and mark each posting up as schema.org JobPosting?"""

import re
from collections import Counter
from collections.abc import AsyncIterator
from urllib.parse import unquote, urljoin, urlsplit

from scrapy.http import Request, Response, TextResponse
from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap

from crawler.board import Board, Page, Row, row_hash
from crawler.board_spider import BoardSpider
from crawler.posting import Posting
from crawler.registry import Employer
from crawler.structured import Fields, job_posting, posting_from
from crawler.troubles import FailedError

Entry = tuple[str, str]  # an address, and the stamp of its last change

MOST_SITEMAPS = 200
MOST_ADDRESSES = 200_000
SITEMAP_MAXSIZE = 64 * 1024 * 1024
POSTING_PATH = re.compile(
    r"(?i)/[^/]*(?:job|career|position|posting|opening|vacanc|requisition|opportunit)[^/]*/.+"
)
NOT_POSTINGS = re.compile(
    r"(?i)/(?:intro|search|login|apply|categor(?:y|ies)|locations?|referral|talent-?community)(?:/|$)"
)


class JsonLdSpider(BoardSpider):
    """Reads the sitemaps, then each page whose address doesn't speak of other work."""

    name = "jsonld"
    platforms = frozenset({"jsonld", "fxrecruiter", "jazzhr", "breezy"})

    def key(self, employer: Employer) -> str:
        """Give the host, whatever the row notes behind it."""
        return self.host(employer)

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the addresses of each sitemap, those that an index names included."""
        waiting = [urljoin(board.origin, url) for url in await board.sitemaps()] or [
            board.address("/sitemap.xml")
        ]
        seen = set(waiting)
        count = 0
        while waiting:
            kind, entries = await self._sitemap(board, waiting.pop(0))
            if kind == "sitemapindex":
                fresh = [url for url, _ in entries if url not in seen]
                seen.update(fresh)
                waiting.extend(dict.fromkeys(fresh))
            else:
                count += len(entries)
                yield Page(rows=tuple(row for entry in entries if (row := self.row(*entry))))
            if len(seen) > MOST_SITEMAPS or count > MOST_ADDRESSES:
                board.incomplete("the sitemaps hold more than is read")
                return

    async def sitemap_or(self, board: Board, otherwise: AsyncIterator[Page]) -> AsyncIterator[Page]:
        """Yield the sitemap's postings, or other pages where there is no sitemap that names any."""
        try:
            async for page in JsonLdSpider.pages(self, board):
                yield page
        except FailedError:
            if board.tally.listed:
                raise
        if not board.tally.listed:
            async for page in otherwise:
                yield page

    async def _sitemap(self, board: Board, url: str) -> tuple[str, list[Entry]]:
        response = await board.fetch(Request(url))
        if response.status != 200:
            raise FailedError(f"the sitemap answers {response.status}")
        packed = gzip_magic_number(response)
        body = gunzip(response.body, max_size=SITEMAP_MAXSIZE) if packed else response.body
        try:
            sitemap = Sitemap(body.strip())
            kind, found = sitemap.type, list(sitemap)
        except (SyntaxError, StopIteration, ValueError) as error:
            raise FailedError(f"the sitemap is not XML: {error}") from error
        if kind not in {"urlset", "sitemapindex"}:
            raise FailedError(f"expected a sitemap, found <{kind}>")
        return kind, _without_bulk_stamps(
            [(at["loc"], at.get("lastmod") or "") for at in found if at.get("loc")]
        )

    def row(self, url: str, stamp: str) -> Row | None:
        """Give the row that an address stands for; None where it is no posting's."""
        path = unquote(urlsplit(url).path)
        if not POSTING_PATH.search(path) or NOT_POSTINGS.search(path):
            return None
        return Row(
            native=native_id(url),
            title=title_in(path),
            hash=row_hash(urlsplit(url).path, stamp),
            detail=Request(url),
        )

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting that the page is marked up with; a page without markup is a ValueError."""
        page = text_page(response)
        return posting_of(board, row, marked_up(page), page.url)


def marked_up(page: TextResponse) -> Fields:
    """Give the one posting that a page is marked up with; ValueError where it is not."""
    fields = job_posting(page.text)
    if fields is None:
        raise ValueError("the page is not marked up as one posting")
    return fields


def text_page(response: Response | None) -> TextResponse:
    """Give the page that an answer holds; ValueError where it holds none."""
    if not isinstance(response, TextResponse):
        raise ValueError("the page is not text")
    return response


def posting_of(board: Board, row: Row, fields: Fields, url: str) -> Posting:
    """Give the posting that a page's JobPosting describes."""
    return posting_from(fields, board.found(row, board.public(url)))


def worded_row(native: str, words: str, stamp: str, url: str) -> Row:
    """Give the row of an address that holds a posting's number, and words that may be its title."""
    found = re.findall(r"[A-Za-z]+", words)
    title = " ".join(found) if len(found) >= 2 else None
    return Row(native=native, title=title, hash=row_hash(native, found, stamp), detail=Request(url))


def _without_bulk_stamps(entries: list[Entry]) -> list[Entry]:
    """Blank a stamp that most addresses share: it tells when the sitemap was made, not what changed."""
    usual = Counter(stamp[:10] for _, stamp in entries).most_common(1)
    if not usual or 2 * usual[0][1] <= len(entries) or len(entries) < 4:
        return entries
    return [(url, "" if stamp[:10] == usual[0][0] else stamp) for url, stamp in entries]


def native_id(url: str) -> str:
    """Give the address's path up to its last number, so that a new title in it changes nothing; else all of it.

    A query stays, for on some sites it holds the number.
    """
    parts = urlsplit(url)
    path = unquote(parts.path).strip("/")
    segments = path.split("/")
    numbered = [at for at, segment in enumerate(segments) if re.fullmatch(r"\d{3,}", segment)]
    tail = re.search(r"-(\d{4,})$", segments[-1])
    if numbered:
        path = "/".join(segments[: numbered[-1] + 1])
    elif tail:
        path = "/".join([*segments[:-1], tail[1]])
    return f"{path}?{parts.query}" if parts.query else path


def title_in(path: str) -> str | None:
    """Give the words in an address that stand for a title; None where there are too few to judge by."""
    segments = [segment for segment in path.split("/") if segment]
    words = max((re.findall(r"[A-Za-z]+", segment) for segment in segments[1:]), key=len, default=[])
    return " ".join(words) if len(words) >= 2 else None
