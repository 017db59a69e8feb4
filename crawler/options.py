"""What is a crawl told beforehand, and to whom does it hand what it finds?"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from crawler.posting import BoardReport, Posting

CONTACT = re.compile(r"(mailto:)?[^@\s()]+@[^@\s()]+\.[^@\s()]+|https?://[^\s()]+\.[^\s()]+")


class ContactMissingError(ValueError):
    """A live crawl was asked for without an address at which its operator can be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is kept of a posting from an earlier crawl: its row's hash, when it was read (UTC), its page's validator."""

    list_hash: str | None
    fetched_at: datetime
    validator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one crawl behaves.

    `contact` is an e-mail or web address, sent with each request; a crawl of any live board needs it.
    `allow_loopback` lets the sample market on this machine be read; `pace_seconds` (between two requests to
    one host) and `concurrency` (connections to one host) hold for loopback alone: a live host gets one
    connection and at least a second. `archive` is the folder in which the crawl is kept as WARC. `behind` is how far
    the sample market's day lies behind the clock; zero for every live crawl. An unchanged posting is read
    again after `cycle_days` on average. An answer that isn't whole after `answer_seconds` is a failure, and a
    list that goes on after `most_pages` is not complete.
    """

    contact: str | None = None
    allow_loopback: bool = False
    pace_seconds: float = 1.0
    concurrency: int = 1
    archive: Path | None = None
    behind: timedelta = timedelta(0)
    cycle_days: int = 14
    answer_seconds: float = 60.0
    most_pages: int = 5000

    def now(self) -> datetime:
        """Give the moment at which the crawl reads, in UTC."""
        return datetime.now(UTC) - self.behind

    def user_agent(self, version: str, *, live: bool) -> str:
        """Give the name under which hosts are asked; raises ContactMissingError for a live crawl without contact."""
        if self.contact and CONTACT.fullmatch(self.contact):
            return f"credtrack/{version} (reads medical-coding postings; +{self.contact})"
        if live:
            found = "none is set" if not self.contact else f"{self.contact!r} is neither"
            raise ContactMissingError(
                f"contact: expected an e-mail or web address at which a board's owner reaches you; {found}"
            )
        return f"credtrack/{version} (sample market on this machine)"


class Sink(Protocol):
    """Who takes what a crawl finds, called in the crawl's own process as each thing arrives."""

    def posting(self, posting: Posting) -> None:
        """Take a posting that was just read."""

    def report(self, report: BoardReport) -> None:
        """Take the report on a board, after all of its postings."""
