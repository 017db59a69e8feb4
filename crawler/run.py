"""What happens when a set of boards is crawled, from start to the last report?"""

import inspect
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from logging import ERROR, getLogger
from pkgutil import iter_modules

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

import crawler.spiders
from crawler.addresses import ALLOW_LOOPBACK, is_loopback
from crawler.board_spider import BoardSpider, Errand
from crawler.manners import Manners
from crawler.options import Known, Options, Sink
from crawler.posting import BoardReport
from crawler.registry import Employer


class CrawlError(ValueError):
    """A crawl can't start as asked; the text says which row and why."""


class CrawlStoppedError(RuntimeError):
    """A crawl was ended by a signal before all boards were read; what was found has gone to the sink."""


def crawl(
    employers: Iterable[Employer],
    *,
    sink: Sink,
    known: Mapping[str, Known] | None = None,
    options: Options | None = None,
    last_listed: Mapping[str, int] | None = None,
) -> list[BoardReport]:
    """Read the employers' boards and give a report on each; blocks until all are done.

    `known` maps the ids of stored postings to what is known of them, `last_listed` a board's slug to how
    many postings its last complete list held. The sink is called in this process as things arrive; an error
    of the sink ends the crawl and is raised. One crawl can run in a process (the reactor can't start twice).
    Raises ContactMissingError for a live board without a contact, CrawlError for a platform without a spider,
    CrawlStoppedError when it was interrupted.
    """
    options = options or Options()
    rows = tuple(employers)
    live = any(row.origin is None or not is_loopback(row.origin) for row in rows)
    user_agent = options.user_agent(_version(), live=live)
    errand = Errand(
        sink=sink,
        known=known or {},
        last_listed=dict(last_listed or {}),
        options=options,
        manners=Manners(options, user_agent),
    )
    by_spider = _by_spider(rows)
    getLogger("scrapy").setLevel(ERROR)  # what goes wrong on a board stands in its report
    process = AsyncCrawlerProcess(_settings(options))
    crawls = [process.crawl(spider, errand=errand, employers=its) for spider, its in by_spider.items()]
    if crawls:
        process.start()
    errand.accidents.extend(error for crawl in crawls if crawl.done() and (error := crawl.exception()))
    if errand.accidents:
        raise errand.accidents[0]
    if len(errand.reports) < len(rows):
        raise CrawlStoppedError(
            f"the crawl was stopped: {len(errand.reports)} of {len(rows)} boards were read"
        )
    return errand.reports


def spiders() -> dict[str, type[BoardSpider]]:
    """Give the spider that reads each platform that can be read."""
    found: dict[str, type[BoardSpider]] = {}
    for module in iter_modules(crawler.spiders.__path__, f"{crawler.spiders.__name__}."):
        for _, spider in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(spider, BoardSpider):
                found.update(dict.fromkeys(spider.platforms, spider))
    return found


def _by_spider(employers: tuple[Employer, ...]) -> dict[type[BoardSpider], list[Employer]]:
    readers = spiders()
    by_spider: dict[type[BoardSpider], list[Employer]] = defaultdict(list)
    for employer in employers:
        if employer.platform not in readers:
            raise CrawlError(
                f"{employer.platform}.toml: [{employer.slug}]: no spider reads {employer.platform}"
            )
        by_spider[readers[employer.platform]].append(employer)
    return by_spider


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
