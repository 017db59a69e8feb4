"""What do the spiders make of an archived crawl, read again with no network?"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive import Archived
from crawler.board_spider import Errand
from crawler.manners import Manners
from crawler.options import Options
from crawler.posting import BoardReport, Posting
from crawler.run import by_spider


class _NoWait:
    """A clock on which every pause is over at once: nobody is asked."""

    def __init__(self) -> None:
        self._time = 0.0

    def now(self) -> float:
        """Seconds since the reading began."""
        return self._time

    async def sleep(self, seconds: float) -> None:
        """Pass the time."""
        self._time += seconds


class _Kept:
    """A sink in memory that stamps postings with the day of the crawl, so that reading twice gives the same."""

    def __init__(self, moment: datetime) -> None:
        self.postings: list[Posting] = []
        self._moment = moment

    def posting(self, posting: Posting) -> None:
        """Keep a posting."""
        self.postings.append(replace(posting, fetched_at=self._moment))

    def report(self, report: BoardReport) -> None:
        """Drop a report: what an archive lacks says nothing of the board."""


def replay(path: Path) -> list[Posting]:
    """Give the postings that an archived crawl read; raises ArchiveError where the file is no such archive.

    Postings that the crawl left unread, for they were known and unchanged, are not in it.
    """
    archived = Archived(path)
    crawl = archived.crawl
    options = Options(
        allow_loopback=crawl.allow_loopback, behind=datetime.now(UTC) - crawl.started_at, pace_seconds=0.0
    )
    kept = _Kept(crawl.started_at)
    manners = Manners(options, "credtrack (reading an archive)", _NoWait())
    errand = Errand(sink=kept, known={}, last_listed={}, options=options, manners=manners)
    for spider, rows in by_spider(crawl.employers).items():
        asyncio.run(spider(errand=errand, employers=rows, download=archived.download).read_boards())
    if errand.accidents:
        raise errand.accidents[0]
    return kept.postings
