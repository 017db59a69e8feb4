"""How does one ask a host politely: what may be asked, how often, and what when it says no or nothing?"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol
from urllib.parse import urljoin

from scrapy import exceptions
from scrapy.http import Request, Response, TextResponse

from crawler.addresses import check_url, is_loopback
from crawler.options import Options
from crawler.robots import Rules, rules_from
from crawler.troubles import BlockedError, FailedError, LimitError, ReadingError, RefusedError, UnsafeError

Download = Callable[[Request], Awaitable[Response]]
Wanted = Callable[[Response], bool]

LIVE_PACE = 1.0
RULES_LAST = 24 * 3600.0
MOST_REDIRECTS = 5
TRIES = 4
PATIENCE = 300.0  # a host that asks for a longer pause is left: the crawl of all others would wait for it
GIVE_UP_AFTER = 5  # refusals or lost connections in a row, each after all tries
AGAIN = frozenset({403, 408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
TURNED_AWAY = frozenset({401, 403, 429})
LIMITS_PASSED = (exceptions.DownloadCancelledError, exceptions.DownloadTimeoutError, exceptions.IgnoreRequest)


class Clock(Protocol):
    """Time, so that tests need not wait."""

    def now(self) -> float:
        """Seconds since some moment."""

    async def sleep(self, seconds: float) -> None:
        """Come back after so many seconds."""


class RealClock:
    """The time of this machine."""

    now = staticmethod(time.monotonic)
    sleep = staticmethod(asyncio.sleep)


class Host:
    """What is known of one origin during a crawl: its rules, when it may be asked next, how it has answered."""

    def __init__(self, pace: float, connections: int):
        self.pace = pace
        self.connections = asyncio.Semaphore(connections)
        self.reading_rules = asyncio.Lock()
        self.rules: Rules | None = None
        self.rules_read_at = 0.0
        self.ask_after = 0.0
        self.turned_away = 0


class Manners:
    """Asks hosts on behalf of all spiders of one crawl, so that a host is one host for all of them."""

    def __init__(self, options: Options, user_agent: str, clock: Clock | None = None):
        self._options = options
        self._user_agent = user_agent
        self._clock: Clock = clock or RealClock()
        self.now = options.now
        self._hosts: dict[str, Host] = {}

    async def fetch(
        self, request: Request, download: Download, *, wanted: Wanted | None = None, permitted: bool = False
    ) -> Response:
        """Give the answer to a request: of status 2xx, 304, or a 4xx that says something of the posting.

        Redirects are followed, and each hop must pass the address guard and its host's rules (`permitted`:
        the host's owner has allowed what the rules forbid). An answer that isn't `wanted` is asked for
        again. Raises RefusedError, BlockedError, FailedError, or UnsafeError.
        """
        for _ in range(MOST_REDIRECTS + 1):
            host = self._host(request.url)
            rules = await self._rules(host, request.url, download)
            if host.pace > PATIENCE:
                raise RefusedError(f"robots.txt asks for {host.pace:,.0f} seconds between requests")
            if not permitted and (why := rules.refusal(request.url)):
                raise RefusedError(why)
            response = await self._persist(host, request, download, wanted)
            target = _redirect(request, response)
            if target is None:
                return response
            request = target
        raise FailedError(f"more than {MOST_REDIRECTS} redirects")

    async def rules(self, url: str, download: Download) -> Rules:
        """Give the rules of the host of an address, read at most once in 24 hours; raises as fetch does."""
        return await self._rules(self._host(url), url, download)

    def slow_down(self, url: str, seconds: float) -> None:
        """Ask the address's host no oftener than that; for platforms that want more room."""
        host = self._host(url)
        if host.pace:
            host.pace = max(host.pace, seconds)

    def _host(self, url: str) -> Host:
        origin = check_url(url, allow_loopback=self._options.allow_loopback)
        host = self._hosts.get(origin)
        if host is None:
            near = is_loopback(origin)
            pace = self._options.pace_seconds if near else max(self._options.pace_seconds, LIVE_PACE)
            host = Host(pace, self._options.concurrency if near else 1)
            self._hosts[origin] = host
        return host

    async def _rules(self, host: Host, url: str, download: Download) -> Rules:
        if host.rules and self._clock.now() - host.rules_read_at < RULES_LAST:
            return host.rules
        async with host.reading_rules:
            if host.rules is None or self._clock.now() - host.rules_read_at >= RULES_LAST:
                host.rules = await self._read_rules(host, urljoin(url, "/robots.txt"), download)
                host.rules_read_at = self._clock.now()
                host.pace = max(host.pace, host.rules.delay) if host.pace else 0.0
        return host.rules

    async def _read_rules(self, host: Host, url: str, download: Download) -> Rules:
        request = Request(url)
        for _ in range(MOST_REDIRECTS + 1):
            try:
                response = await self._send(host, request, download)
            except FailedError as error:
                raise FailedError(f"robots.txt can't be read, so nothing is: {error}") from error
            target = _redirect(request, response)
            if target is None:
                return rules_from(response)
            request, host = target, self._host(target.url)
        return Rules()

    async def _persist(
        self, host: Host, request: Request, download: Download, wanted: Wanted | None
    ) -> Response:
        if host.turned_away >= GIVE_UP_AFTER:
            raise BlockedError("the host turned away or dropped several requests in a row; it was given up")
        for attempt in range(TRIES):
            response, trouble = await self._attempt(host, request, download, wanted)
            if response is not None and trouble is None:
                host.turned_away = 0
                return response
            if isinstance(trouble, LimitError) or not self._hold(host, response, attempt):
                break
        if isinstance(trouble, BlockedError) or (response is None and not isinstance(trouble, UnsafeError)):
            host.turned_away += 1
        raise trouble or FailedError("no answer")

    async def _attempt(
        self, host: Host, request: Request, download: Download, wanted: Wanted | None
    ) -> tuple[Response | None, ReadingError | None]:
        try:
            response = await self._send(host, request, download)
        except FailedError as error:
            return None, error
        return response, _judge(response, wanted)

    def _hold(self, host: Host, response: Response | None, attempt: int) -> bool:
        """Keep the host in peace for a while; False where asking again is no use in this crawl."""
        if response is not None and (_is_challenge(response) or response.status == 401):
            return False
        asked = _retry_after(response) if response is not None else None
        pause = asked if asked is not None else (host.pace or 0.05) * 2**attempt
        if pause > PATIENCE:
            return False
        host.ask_after = max(host.ask_after, self._clock.now() + pause)
        return attempt + 1 < TRIES

    async def _send(self, host: Host, request: Request, download: Download) -> Response:
        origin = check_url(request.url, allow_loopback=self._options.allow_loopback)
        # USAJOBS knows its users by an e-mail in this place.
        request.headers.setdefault(b"User-Agent", self._user_agent)
        request.meta["download_slot"] = origin
        request.meta["download_timeout"] = self._options.answer_seconds
        async with self._turn(host):
            try:
                return await download(request)
            except LIMITS_PASSED as error:
                raise LimitError(f"beyond a limit of size or time: {str(error)[:200]}") from error
            except ReadingError:
                raise
            except Exception as error:  # networks and unpackers have errors of their own, without end
                raise FailedError(f"{type(error).__name__}: {str(error)[:200]}") from error

    @asynccontextmanager
    async def _turn(self, host: Host) -> AsyncIterator[None]:
        async with host.connections:
            while (wait := host.ask_after - self._clock.now()) > 0:
                await self._clock.sleep(wait)
            host.ask_after = self._clock.now() + host.pace
            yield


def is_json(response: Response) -> bool:
    """Tell whether an answer holds JSON; a page in its stead is a fault of the moment, never an empty list."""
    if response.status >= 400:
        return True
    try:
        return isinstance(response, TextResponse) and isinstance(response.json(), (dict, list))
    except (ValueError, RecursionError):
        return False


def _judge(response: Response, wanted: Wanted | None) -> ReadingError | None:
    if _is_challenge(response):
        return BlockedError("the host answers with a challenge page, which is a refusal")
    if response.status in TURNED_AWAY:
        return BlockedError(f"the host answers {response.status}")
    if response.status in AGAIN or response.status >= 500:
        return FailedError(f"the host answers {response.status}")
    if response.status < 300 and wanted is not None and not wanted(response):
        return FailedError("the answer is not of the kind that was asked for")
    return None


def _is_challenge(response: Response) -> bool:
    waf = response.headers.get(b"x-amzn-waf-action")
    return response.headers.get(b"cf-mitigated") == b"challenge" or waf in {b"challenge", b"captcha"}


def _retry_after(response: Response) -> float | None:
    """Read Retry-After, in seconds or as a date; None where it is absent or unreadable."""
    text = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _redirect(request: Request, response: Response) -> Request | None:
    place = response.headers.get(b"Location")
    if response.status not in {301, 302, 303, 307, 308} or not place:
        return None
    headers = {name: value for name, value in request.headers.items() if name != b"Authorization-Key"}
    stays = response.status in {307, 308} or request.method in {"GET", "HEAD"}
    changed: dict[str, Any] = {} if stays else {"method": "GET", "body": b""}
    try:
        url = urljoin(response.url, place.decode("utf-8", errors="replace").strip())
        check_url(url, allow_loopback=True)
        moved: Request = request.replace(url=url, headers=headers, **changed)
    except ValueError as error:
        raise FailedError(f"redirects to what is no address: {place[:200]!r}") from error
    return moved
