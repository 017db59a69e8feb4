import asyncio
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import brotli
import pytest
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Request, Response

from crawler.manners import PATIENCE, TRIES, Manners, is_json
from crawler.options import ContactMissingError, Options
from crawler.troubles import BlockedError, FailedError, LimitError, ReadingError, RefusedError, UnsafeError

URL = "https://jobs.example.com/list"
Script = list[Any]


class Talk:
    """A host that answers by a script of statuses, (status, headers), bodies or errors; the last repeats."""

    def __init__(self, answer: Callable[..., Response], clock: Any, robots: Any, script: Script) -> None:
        self.answer, self.clock, self.robots, self.script = answer, clock, robots, script
        self.asked: list[tuple[float, str]] = []

    async def __call__(self, request: Request) -> Response:
        self.asked.append((self.clock.now(), request.url))
        if request.url.endswith("/robots.txt"):
            return self._say(request, self.robots)
        return self._say(request, self.script.pop(0) if len(self.script) > 1 else self.script[0])

    def _say(self, request: Request, line: Any) -> Response:
        if isinstance(line, Exception):
            raise line
        status, body, headers = 200, "", {}
        match line:
            case int():
                status = line
            case (int(), dict()):
                status, headers = line
            case _:
                body = line
        return self.answer(request, body, status, **headers)

    @property
    def pages(self) -> list[str]:
        return [url for _, url in self.asked if not url.endswith("/robots.txt")]


@pytest.fixture
def talk(answer: Callable[..., Response], clock: Any) -> Callable[..., tuple[Talk, Any]]:
    """Fetch some addresses in turn; gives the talk and the last answer, or the trouble that ended it."""

    def run(
        *script: Any, robots: Any = 404, urls: tuple[str, ...] = (URL,), **options: Any
    ) -> tuple[Talk, Any]:
        host = Talk(answer, clock, robots, list(script) or [200])
        manners = Manners(Options(**options), "credtrack/test", clock)

        async def talk_all() -> Any:
            last: Any = None
            for url in urls:
                try:
                    last = await manners.fetch(Request(url), host, wanted=is_json if "{}" in script else None)
                except ReadingError as error:
                    last = error
            return last

        return host, asyncio.run(talk_all())

    return run


def test_robots_is_asked_first_and_once(talk: Any) -> None:
    host, _ = talk(urls=(URL, URL + "2"))
    assert [url for _, url in host.asked] == ["https://jobs.example.com/robots.txt", URL, URL + "2"]


def test_rules_are_read_again_after_24_hours(talk: Any, clock: Any, answer: Any) -> None:
    host = Talk(answer, clock, 404, [200])
    manners = Manners(Options(), "credtrack/test", clock)

    async def two_days() -> None:
        await manners.fetch(Request(URL), host)
        clock.time += 24 * 3600 + 1
        await manners.fetch(Request(URL), host)

    asyncio.run(two_days())
    assert len(host.asked) - len(host.pages) == 2


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /list", True),
        ("User-agent: *\nDisallow: /li\nAllow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: credtrack\nAllow: /", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: credtrack\nDisallow: /", False),
        ("User-agent: *\nDisallow: /*.pdf$", True),
        ("User-agent: *\nDisallow:", True),
        ("Content-Signal: search=yes, ai-train=no\nUser-agent: *\nAllow: /", True),
        ("User-agent: *\nContent-Signal: search=no\nAllow: /", False),
        ("<html>a page in its place</html>", True),
        ("\x00\ufeff", True),
        (404, True),
        (410, True),
    ],
)
def test_robots_is_obeyed_by_the_longest_match(talk: Any, robots: Any, allowed: bool) -> None:
    host, last = talk(robots=robots)
    assert isinstance(last, Response) == allowed
    assert (len(host.pages) == 1) == allowed


@pytest.mark.parametrize("status", [401, 403])
def test_a_host_that_refuses_its_rules_refuses_all_with_one_request(talk: Any, status: int) -> None:
    host, last = talk(robots=status)
    assert isinstance(last, RefusedError)
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    ("robots", "trouble"),
    [
        (500, RefusedError),
        (503, RefusedError),
        (429, RefusedError),
        (DownloadTimeoutError("slow"), FailedError),
    ],
)
def test_nothing_is_read_while_robots_cannot_be(talk: Any, robots: Any, trouble: type[Exception]) -> None:
    host, last = talk(robots=robots)
    assert isinstance(last, trouble)
    assert host.pages == []


def test_a_live_host_is_asked_once_a_second_however_fast_the_options(talk: Any) -> None:
    host, _ = talk(urls=(URL,) * 4, pace_seconds=0.0, concurrency=9)
    times = [time for time, _ in host.asked]
    assert all(later - earlier >= 1.0 for earlier, later in pairwise(times))


def test_a_host_that_wants_more_time_than_a_crawl_has_is_left_alone(talk: Any) -> None:
    host, trouble = talk(robots=f"User-agent: *\nCrawl-delay: {PATIENCE + 1}")
    assert isinstance(trouble, RefusedError)
    assert "robots.txt asks for 301 seconds between requests" in str(trouble)
    assert (host.pages, host.clock.slept) == ([], [])


def test_a_body_that_cannot_be_unpacked_is_a_failure_of_its_host_alone(talk: Any) -> None:
    host, trouble = talk(brotli.error("decoder failed"))
    assert isinstance(trouble, FailedError)
    assert len(host.pages) == TRIES
    assert talk(brotli.error("decoder failed"), 200)[1].status == 200


def test_the_crawl_delay_of_the_host_is_kept(talk: Any) -> None:
    host, _ = talk(urls=(URL,) * 3, robots="User-agent: *\nCrawl-delay: 7")
    first, second = (host.asked[at][0] for at in (1, 2))
    assert second - first >= 7


def test_loopback_may_go_unpaced_by_an_explicit_switch(talk: Any) -> None:
    urls = ("http://127.0.0.1:8000/list",) * 3
    host, last = talk(urls=urls, allow_loopback=True, pace_seconds=0.0)
    assert isinstance(last, Response)
    assert len({time for time, _ in host.asked}) == 1


def test_retry_after_is_waited_out(talk: Any) -> None:
    host, last = talk((429, {"Retry_After": "40"}), 200)
    assert last.status == 200
    assert host.asked[2][0] - host.asked[1][0] >= 40


def test_retry_after_as_a_date_in_the_past_costs_no_wait(talk: Any) -> None:
    host, last = talk((503, {"Retry_After": "Wed, 21 Oct 2015 07:28:00 GMT"}), 200)
    assert last.status == 200
    assert host.asked[2][0] - host.asked[1][0] <= 1.0


def test_a_pause_beyond_patience_ends_the_talk(talk: Any) -> None:
    host, last = talk((429, {"Retry_After": str(int(PATIENCE) + 1)}))
    assert isinstance(last, BlockedError)
    assert len(host.pages) == 1


def test_back_off_doubles(talk: Any) -> None:
    host, last = talk(503)
    times = [time for time, url in host.asked if url == URL]
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert isinstance(last, FailedError)
    assert len(times) == TRIES
    assert waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    "answer_line", [401, (405, {"x_amzn_waf_action": "captcha"}), (403, {"cf_mitigated": "challenge"})]
)
def test_a_challenge_is_a_refusal_and_not_asked_again(talk: Any, answer_line: Any) -> None:
    host, last = talk(answer_line)
    assert isinstance(last, BlockedError)
    assert len(host.pages) == 1


def test_a_host_that_keeps_turning_away_is_given_up(talk: Any) -> None:
    host, last = talk(403, urls=(URL,) * 8)
    assert "given up" in str(last)
    assert len(host.pages) == 5 * TRIES


def test_a_page_for_json_is_asked_for_again(talk: Any) -> None:
    host, last = talk("<html>maintenance</html>", "{}")
    assert last.text == "{}"
    assert len(host.pages) == 2


def test_what_passes_a_limit_is_not_asked_for_again(talk: Any) -> None:
    host, last = talk(DownloadTimeoutError("60 s"))
    assert isinstance(last, LimitError)
    assert len(host.pages) == 1


def test_redirects_are_followed_to_a_limit(talk: Any) -> None:
    host, last = talk((302, {"Location": "/again"}))
    assert "redirects" in str(last)
    assert len(host.pages) == 6


def test_a_redirect_to_another_host_asks_that_hosts_rules_too(talk: Any) -> None:
    host, last = talk((301, {"Location": "https://other.example.org/x"}), 200)
    assert last.url == "https://other.example.org/x"
    assert ("https://other.example.org/robots.txt") in [url for _, url in host.asked]


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/meta",
        "http://10.0.0.8/",
        "file:///etc/passwd",
        "http://[::1]/",
    ],
)
def test_a_redirect_to_a_private_address_is_not_followed(talk: Any, place: str) -> None:
    host, last = talk((302, {"Location": place}))
    assert isinstance(last, UnsafeError)
    assert len(host.pages) == 1


def test_a_redirect_to_what_is_no_address_is_a_failure(talk: Any) -> None:
    _, last = talk((302, {"Location": "https://:80 [::1]"}))
    assert str(last) == "redirects to what is no address: b'https://:80 [::1]'"


def test_a_live_crawl_needs_a_contact() -> None:
    with pytest.raises(ContactMissingError, match="contact: expected an e-mail or web address"):
        Options().user_agent("1", live=True)
    with pytest.raises(ContactMissingError, match="'me' is neither"):
        Options(contact="me").user_agent("1", live=True)
    assert "+me@example.org" in Options(contact="me@example.org").user_agent("1", live=True)
