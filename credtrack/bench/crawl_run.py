"""How long does one crawl take? Run in a process of its own, for a reactor starts but once; prints one JSON line.

`ours DATABASE` crawls the boards given on standard input, as rows of the registry, into a database, as
`credtrack demo` does; `beside DATABASE` does so with the second process that tags, as `credtrack crawl` does, and
says how long after the crawl's end all was tagged. `bare` fetches the addresses given on standard input with plain Scrapy, and drops them.
"""

import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from time import perf_counter
from typing import Any

import click
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from crawler import settings
from crawler.options import Options
from crawler.registry import Employer
from credtrack.bench.workshop import peak_megabytes
from credtrack.crawling import crawl_boards
from credtrack.demo import CONNECTIONS
from credtrack.tagging_beside import tagging_beside
from credtrack.terminal import silent
from db.connect import connect

BARE = {
    "LOG_LEVEL": "WARNING",
    "TELNETCONSOLE_ENABLED": False,
    "CONCURRENT_REQUESTS": settings.CONCURRENT_REQUESTS,
    "CONCURRENT_REQUESTS_PER_DOMAIN": CONNECTIONS,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": False,
}


class BareSpider(Spider):
    """Fetches addresses and drops what comes."""

    name = "bare"

    def __init__(self, addresses: list[str], fetched: list[int], **kwargs: Any):
        super().__init__(**kwargs)
        self._addresses = addresses
        self._fetched = fetched

    async def start(self) -> AsyncIterator[Any]:
        """Ask for each address once."""
        for address in self._addresses:
            yield Request(address, dont_filter=True)

    def parse(self, response: Response, **_: Any) -> None:
        """Count the page and drop it."""
        self._fetched.append(response.status)


def run_bare(addresses: list[str]) -> int:
    """Fetch the addresses; how many answered with 200."""
    fetched: list[int] = []
    process = CrawlerProcess(BARE)
    process.crawl(BareSpider, addresses=addresses, fetched=fetched)
    process.start()
    return fetched.count(200)


def run_ours(rows: list[dict[str, Any]], path: Path) -> int:
    """Crawl the boards into the database; how many postings were fetched."""
    options = Options(allow_loopback=True, pace_seconds=0, concurrency=CONNECTIONS)
    boards = [Employer(**row) for row in rows]
    reports = crawl_boards(connect(path, kind="sample"), boards, options, silent)
    return sum(report.fetched for report in reports)


def run_beside(rows: list[dict[str, Any]], path: Path) -> tuple[int, float]:
    """Crawl with the tagging beside it; how many postings were fetched, and for how long it went on tagging."""
    db = connect(path, kind="sample")
    with tagging_beside(path) as beside:
        count = run_ours(rows, path)
        ended = perf_counter()
        beside.finish(db, silent)
    return count, perf_counter() - ended


if __name__ == "__main__":
    given = json.load(sys.stdin)
    start, lag = perf_counter(), 0.0
    if sys.argv[1] == "beside":
        count, lag = run_beside(given, Path(sys.argv[2]))
    else:
        count = run_ours(given, Path(sys.argv[2])) if sys.argv[1] == "ours" else run_bare(given)
    took = perf_counter() - start - lag
    click.echo(json.dumps({"count": count, "seconds": took, "peak_mb": peak_megabytes(), "lag": lag}))
