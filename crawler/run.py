"""What happens when a set of boards is crawled, from start to the last report?"""

import inspect
import signal
import sqlite3
from asyncio import Task
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from logging import ERROR, getLogger
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

import crawler.spiders
from crawler.addresses import ALLOW_LOOPBACK, is_loopback
from crawler.board_spider import BoardSpider, Errand
from crawler.manners import Manners
from crawler.options import Known, Options, Sink
from crawler.posting import BoardReport
from crawler.registry import Employer

if TYPE_CHECKING:
    from crawler.archive import Archive


class CrawlError(ValueError):
    """A crawl can't start as asked; the text says which row and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One crawl of a set of boards, and what it is told beforehand.

    `known` maps the ids of stored postings to what is known of them, `last_listed` a board's slug to how
    many postings its last list held that was read to the end.
    """

    employers: tuple[Employer, ...]
    sink: Sink
    options: Options
    known: Mapping[str, Known] = field(default_factory=dict)
    last_listed: Mapping[str, int] = field(default_factory=dict)


class CrawlStoppedError(RuntimeError):
    """A crawl was ended by a signal before all boards were read; what was found has gone to the sink."""


def crawl(turn: Turn) -> list[BoardReport]:
    """Read the employers' boards and give a report on each; as `crawl_in_turn` with one turn."""
    return crawl_in_turn([turn])


def crawl_in_turn(turns: Iterable[Turn]) -> list[BoardReport]:
    """Take the turns one after the other, each drawn only when the one before is done; blocks until all are.

    The sinks are called in this process as things arrive; an error of a sink ends the crawl and is raised.
    This can be called once in a process, for the reactor can't start twice. All turns take the first one's
    `allow_loopback` and `concurrency`. Raises ContactMissingError for a live board without a contact,
    CrawlError for a platform without a spider, CrawlStoppedError when it was interrupted.
    """
    rest = iter(turns)
    first = next(rest, None)
    if first is None or not first.employers:
        return []
    process = _Process(first.options, rest)
    try:
        process.begin(first)
        with _signals_given_back():
            process.start()
    finally:
        process.close_archives()
    reports = process.reports
    if process.accidents:
        raise process.accidents[0]
    if len(reports) < process.boards:
        raise CrawlStoppedError(f"the crawl was stopped: {len(reports)} of {process.boards} boards were read")
    return reports


@contextmanager
def _signals_given_back() -> Iterator[None]:
    """Let those who handled signals before handle them afterwards: Scrapy keeps them, and would pass over Ctrl-C."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Process(AsyncCrawlerProcess):
    """Scrapy's process, which goes on to the next turn where it would end."""

    def __init__(self, options: Options, rest: Iterator[Turn]) -> None:
        super().__init__(_settings(options))
        getLogger("scrapy").setLevel(ERROR)  # what goes wrong on a board stands in its report
        self._rest = rest
        self._errands: list[Errand] = []
        self._own_accidents: list[BaseException] = []
        self.boards = 0

    @property
    def reports(self) -> list[BoardReport]:
        """The reports of all turns."""
        return [report for errand in self._errands for report in errand.reports]

    @property
    def accidents(self) -> list[BaseException]:
        """The errors that no board is to blame for."""
        return self._own_accidents + [error for errand in self._errands for error in errand.accidents]

    def begin(self, turn: Turn) -> None:
        """Start a turn's spiders."""
        errand = _errand(turn)
        self._errands.append(errand)
        self.boards += len(turn.employers)
        for spider, rows in by_spider(turn.employers).items():
            self.crawl(spider, errand=errand, employers=rows).add_done_callback(self._note)

    def close_archives(self) -> None:
        """End the files that the turns were archived in."""
        for errand in self._errands:
            if errand.archive:
                errand.archive.close()

    def _note(self, crawl: Task[None]) -> None:
        if not crawl.cancelled() and (error := crawl.exception()):
            self._own_accidents.append(error)

    async def join(self) -> None:
        """Wait for the turn that was begun, then take the others while none was broken off."""
        try:
            await super().join()
            while (
                len(self.reports) == self.boards and not self.accidents and (turn := next(self._rest, None))
            ):
                self.begin(turn)
                await super().join()
        except (ValueError, OSError, sqlite3.Error) as error:
            self._own_accidents.append(error)


def _errand(turn: Turn) -> Errand:
    options = turn.options
    live = any(row.origin is None or not is_loopback(row.origin) for row in turn.employers)
    user_agent = options.user_agent(_version(), live=live)
    return Errand(
        sink=turn.sink,
        known=turn.known,
        last_listed=turn.last_listed,
        options=options,
        manners=Manners(options, user_agent),
        archive=_archive(turn),
    )


def _archive(turn: Turn) -> "Archive | None":
    folder, options = turn.options.archive, turn.options
    if folder is None:
        return None
    from crawler.archive import Archive, Crawl  # imported late, for few crawls are archived

    about = Crawl(started_at=options.now(), allow_loopback=options.allow_loopback, employers=turn.employers)
    return Archive(folder, about)


def spiders() -> dict[str, type[BoardSpider]]:
    """Give the spider that reads each platform that can be read."""
    found: dict[str, type[BoardSpider]] = {}
    for module in iter_modules(crawler.spiders.__path__, f"{crawler.spiders.__name__}."):
        for _, spider in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(spider, BoardSpider):
                found.update(dict.fromkeys(spider.platforms, spider))
    return found


def by_spider(employers: tuple[Employer, ...]) -> dict[type[BoardSpider], list[Employer]]:
    """Give the employers of each spider that is needed; raises CrawlError where a platform has none."""
    readers = spiders()
    found: dict[type[BoardSpider], list[Employer]] = defaultdict(list)
    for employer in employers:
        if employer.platform not in readers:
            raise CrawlError(
                f"{employer.platform}.toml: [{employer.slug}]: no spider reads {employer.platform} yet; name other boards"
            )
        found[readers[employer.platform]].append(employer)
    return found


def _settings(options: Options) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set(ALLOW_LOOPBACK, options.allow_loopback, priority="cmdline")
    settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", max(1, options.concurrency), priority="cmdline")
    return settings


def _version() -> str:
    try:
        return version("credtrack")
    except PackageNotFoundError:
        return "dev"
