"""What does a spider see of one board, and how has the reading of it gone so far?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import blake2b
from typing import Any
from urllib.parse import urljoin, urlsplit
from zlib import crc32

from scrapy.http import Request, Response, TextResponse

from crawler.manners import Download, Manners, Wanted, is_json
from crawler.options import Known
from crawler.posting import BoardReport, Found, Outcome
from crawler.registry import Employer
from crawler.troubles import FailedError, RefusedError

COMPLETE_SHARE = 0.98  # totals are live: a posting that closes while we page is no gap
SHRUNKEN_SHARE = 0.8
LARGEST_TOTAL = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a board's list.

    `title` is None where the list doesn't show it; `hash` is that of what the list says; `detail` is the
    request for the posting itself, None where `content` already holds all of it.
    """

    native: str
    title: str | None
    hash: str
    detail: Request | None = None
    content: Any = None

    def __post_init__(self) -> None:
        """Refuse what boards' data may hold in place of a text, and an id that no database keeps as it is."""
        if b"\0" in self.native.encode():
            raise ValueError(f"an id with a NUL in it: {self.native!r:.100}")
        if not isinstance(self.title, str | None):
            raise TypeError(f"a title that is no text: {self.title!r:.100}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows of the list, and the total that the board states with them, where it does."""

    rows: tuple[Row, ...]
    advertised: int | None = None

    def __post_init__(self) -> None:
        """Refuse what boards' data may hold in place of a total."""
        total = 0 if self.advertised is None else self.advertised
        if not isinstance(total, int) or not 0 <= total < LARGEST_TOTAL:
            raise ValueError(f"a total that is none: {total!r:.100}")


@dataclass(slots=True)
class Tally:
    """The counts of one board while it is being read, named as its report names them."""

    advertised: int | None = None
    listed: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    screened_out: int = 0
    fetched: int = 0
    failed: int = 0
    blocked: int = 0
    skipped: int = 0
    note: str = ""


class Board:
    """One employer's board during a crawl; spiders fetch through it."""

    def __init__(self, employer: Employer, host: str, manners: Manners, download: Download):
        self.employer = employer
        self.host = host
        self.key = ""  # what tells the board's ids from those of others
        self.origin = (employer.origin or f"https://{host}").rstrip("/")
        self.tally = Tally()
        self.now = manners.now
        self.started_at = self.now()
        self._manners = manners
        self._download = download

    @property
    def account(self) -> str:
        """The last part of the row's board, by which many platforms know the employer."""
        return self.employer.board.rstrip("/").rsplit("/", 1)[-1]

    def address(self, path: str) -> str:
        """Give the address at which a path of the board answers."""
        return urljoin(self.origin + "/", path)

    def address_on(self, host: str, path: str) -> str:
        """Give the address of a path on another host of the platform, which the sample market's one host plays too."""
        return urljoin(self.origin + "/" if self.employer.origin else f"https://{host}/", path)

    def public(self, url: str) -> str:
        """Give an address as the platform's own host spells it, wherever the board answered."""
        if self.employer.origin and url.startswith(self.origin):
            return f"https://{self.host}{url.removeprefix(self.origin)}"
        return url

    def id(self, native: str) -> str:
        """Give the posting's id: platform, the key of the board, and the board's own id for the posting."""
        return f"{self.employer.platform}:{self.key}:{native}"

    def fresh(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Give the rows that no page before this one showed."""
        return tuple(row for row in rows if self.id(row.native) not in self.tally.listed)

    def found(self, row: Row, url: str, employer: str | None = None) -> Found:
        """Give what the board and its row tell of a posting; `employer` is the one that it names itself, if any."""
        return Found(
            id=self.id(row.native),
            source=self.employer.slug,
            platform=self.employer.platform,
            url=url,
            employer=employer or self.employer.name,
            employer_kind=self.employer.kind,
            fetched_at=self.now(),
            list_hash=row.hash,
        )

    async def fetch(self, request: Request, wanted: Wanted | None = None) -> Response:
        """Fetch politely; raises RefusedError, BlockedError or FailedError."""
        permitted = self.employer.permission is not None
        return await self._manners.fetch(request, self._download, wanted=wanted, permitted=permitted)

    async def fetch_list(self, request: Request) -> TextResponse:
        """Fetch a page of the list, which must answer 200 with text; raises as fetch does."""
        response = await self.fetch(request)
        if response.status != 200:
            raise FailedError(f"the list answers {response.status}")
        if not isinstance(response, TextResponse):
            raise FailedError("the list is not text")
        return response

    async def fetch_json(self, request: Request) -> Any:
        """Fetch a page of the list that is JSON; a page in its stead is asked for again."""
        response = await self.fetch(request, is_json)
        if response.status != 200:
            raise FailedError(f"the list answers {response.status}")
        return json_of(response)

    async def check_allowed(self, url: str) -> None:
        """Raise RefusedError where the host's rules forbid an address that we don't ask but read by another way."""
        rules = await self._manners.rules(url, self._download)
        if self.employer.permission is None and (why := rules.refusal(url)):
            raise RefusedError(why)

    async def sitemaps(self) -> tuple[str, ...]:
        """Give the sitemaps that the host's rules name."""
        return (await self._manners.rules(self.origin, self._download)).sitemaps

    def slow_down(self, seconds: float) -> None:
        """Ask the board's host no oftener than that, for platforms that want more room."""
        self._manners.slow_down(self.origin, seconds)

    def incomplete(self, why: str) -> None:
        """Record that the list goes on beyond what can be read."""
        self.tally.note = why

    def report(self, outcome: Outcome) -> BoardReport:
        """Give the report on the board as it stands."""
        counts = {each.name: getattr(self.tally, each.name) for each in fields(Tally)}
        shown: dict[str, Any] = {
            name: frozenset(n) if isinstance(n, set) else n for name, n in counts.items()
        }
        return BoardReport(
            source=self.employer.slug,
            platform=self.employer.platform,
            outcome=outcome,
            started_at=self.started_at,
            finished_at=self.now(),
            **shown,
        )


def is_short(listed: int, advertised: int) -> bool:
    """Tell whether a list holds fewer than it says, beyond what closes while it is read."""
    return listed < min(COMPLETE_SHARE * advertised, advertised - 1)


def outcome_of(tally: Tally, at_least: int | None, last_listed: int | None) -> tuple[Outcome, str]:
    """Judge a list that was read until the board said no more: the outcome, and why it isn't complete."""
    listed = len(tally.listed)
    if tally.note:
        return "partial", tally.note
    if tally.advertised and is_short(listed, tally.advertised):
        return "partial", f"listed {listed} of {tally.advertised} advertised"
    if last_listed and listed < SHRUNKEN_SHARE * last_listed:
        return "shrunken", f"listed {listed}, {last_listed} the time before"
    if at_least and listed < at_least:
        return "shrunken", f"listed {listed}, at least {at_least} were expected"
    if tally.blocked and not tally.fetched:
        return "blocked", "the list was read, but every posting was turned away"
    return "complete", ""


def is_unchanged(row: Row, known: Known | None, today: date, cycle_days: int) -> bool:
    """Tell whether a posting can be left unread: its row says the same, and its turn hasn't come.

    Each posting is read again after a time of its own, from 4/7 to 10/7 of the cycle (8 to 20 days of 14), so that
    re-reading spreads evenly.
    """
    if known is None or known.list_hash != row.hash:
        return False
    own = cycle_days * 4 // 7 + crc32(row.native.encode()) % max(1, cycle_days - 1)
    return (today - known.fetched_at.date()).days < own


def json_of(response: Response | None) -> Any:
    """Give the JSON that an answer holds; ValueError where it holds none."""
    if not isinstance(response, TextResponse):
        raise ValueError("expected JSON, found something that is not text")
    return response.json()


def row_hash(*parts: object) -> str:
    """Give a short hash of what a list row says, the same in every run."""
    return blake2b("\x1f".join(map(repr, parts)).encode(), digest_size=8).hexdigest()


def fields_hash(said: Mapping[str, Any], names: Iterable[str]) -> str:
    """Give a short hash of some of a list row's fields; one that is missing counts as None."""
    return row_hash(*(said.get(name) for name in names))


def parts_of(board: str, form: re.Pattern[str], spelled: str) -> dict[str, Any]:
    """Give the parts of a row's board; FailedError where it isn't spelled as its platform's rows are."""
    match = form.search(board)
    if not match:
        raise FailedError(f"the row's board is not spelled {spelled}")
    return match.groupdict()


def host_of(board: str) -> str:
    """Give the host in a registry row's board, which may or may not be a whole address."""
    return (urlsplit(board).hostname or "") if "://" in board else board.split("/")[0].split(" ")[0]
