"""A crawl without a network: boards that answer from a function, on a clock that never waits."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from scrapy.http import HtmlResponse, Request, Response, TextResponse

from crawler.archive import Archive
from crawler.board_spider import BoardSpider, Errand
from crawler.manners import Manners
from crawler.options import Known, Options
from crawler.posting import BoardReport, Posting
from crawler.registry import Employer
from crawler.run import spiders

Answer = Callable[[Request], Response]


@dataclass
class StillClock:
    """Time that passes only by sleeping."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@dataclass
class Kept:
    """A sink that keeps all in memory."""

    postings: list[Posting] = field(default_factory=list)
    reports: list[BoardReport] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def posting(self, posting: Posting) -> None:
        self.postings.append(posting)

    def report(self, report: BoardReport) -> None:
        self.reports.append(report)

    @property
    def only_report(self) -> BoardReport:
        (report,) = self.reports
        return report


def respond(request: Request, body: Any = "", status: int = 200, **headers: str) -> Response:
    """An answer: text as HTML or plain text, anything else as JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if isinstance(body, bytes):
        return Response(request.url, status=status, body=body, headers=named)
    if isinstance(body, str):
        return HtmlResponse(request.url, status=status, body=body, headers=named, encoding="utf-8")
    return TextResponse(request.url, status=status, body=json.dumps(body), headers=named, encoding="utf-8")


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def answer() -> Callable[..., Response]:
    return respond


@pytest.fixture
def employer() -> Callable[..., Employer]:
    def make(platform: str, board: str, **more: Any) -> Employer:
        row = {
            "slug": "acme",
            "name": "Acme Health",
            "kind": "health system",
            "confidence": "high",
            "source": "a test",
        }
        return Employer(**{**row, "platform": platform, "board": board, **more})

    return make


def answered(request: Request, answers: Answer, robots: str | Mapping[str, str] | None) -> Response:
    """Give a host's rules, absent where none are given, or what `answers` gives."""
    if request.url.endswith("/robots.txt"):
        rules = robots.get(urlsplit(request.url).netloc) if isinstance(robots, Mapping) else robots
        return respond(request, rules or "", 404 if rules is None else 200)
    return answers(request)


@pytest.fixture
def read(clock: StillClock) -> Callable[..., Kept]:
    """Read one board that answers by a function; robots.txt is absent unless the function gives it."""

    def run(
        employer: Employer,
        answers: Answer,
        known: Mapping[str, Known] | None = None,
        last_listed: dict[str, int] | None = None,
        robots: str | Mapping[str, str] | None = None,
        archive: Archive | None = None,
        reader: type[BoardSpider] | None = None,
    ) -> Kept:
        kept = Kept()

        async def download(request: Request) -> Response:
            kept.asked.append(request)
            response = answered(request, answers, robots)
            if archive:
                archive.write(request, response)
            return response

        errand = Errand(
            sink=kept,
            known=known or {},
            last_listed=last_listed or {},
            options=Options(),
            manners=Manners(Options(), "credtrack/test", clock),
        )
        made = reader or spiders()[employer.platform]
        spider = made(errand=errand, employers=[employer], download=download)
        asyncio.run(spider.read_boards())
        if errand.accidents:
            raise errand.accidents[0]
        return kept

    return run
