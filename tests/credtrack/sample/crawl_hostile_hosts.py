"""Crawl boards that drip, swell or never end, with small limits; run by test_hostile_hosts.py as a program."""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from conftest import EMPLOYER, OPENING, TinyMarket

from crawler.options import Options
from crawler.posting import BoardReport, Posting
from crawler.run import Turn, crawl
from credtrack.sample.boards.faults import Fault
from credtrack.sample.facts import SampleEmployer, SamplePosting, Written
from credtrack.sample.server import running

OPEN = 3
BOARDS = {"workday": "tenant{}/External", "jsonld": "careers.site{}.example"}
HOSTILE = [
    ("workday", "list", "EndlessRows"),
    ("workday", "list", "PastTheEndRepeats"),
    ("workday", "list", "drip"),
    ("workday", "list", "gzip_bomb"),
    ("workday", "list", "picture"),
    ("workday", "detail", "drip"),
    ("jsonld", "sitemap", "drip"),
    ("jsonld", "sitemap", "gzip_bomb"),
    ("jsonld", "sitemap", "picture"),
    ("jsonld", "detail", "drip"),
    ("jsonld", "detail", "picture"),
    ("jsonld", "detail", "wrong_encoding"),
    ("jsonld", "robots", "drip"),
    ("jsonld", "robots", "redirect_to_private"),
]
WORDS = Written(
    title="Inpatient Coder",
    location="Tampa, FL",
    body="<p>Assigns codes.</p>" * 200,
    body_kind="html",
    remote_field=None,
    employment_field=None,
)


class Sink:
    """Drops what a crawl finds; the reports tell enough."""

    def posting(self, posting: Posting) -> None:
        """Drop a posting."""

    def report(self, report: BoardReport) -> None:
        """Drop a report, for the crawl gives it back."""


def postings(employer: SampleEmployer, first: int) -> list[SamplePosting]:
    prefix = "R-" if employer.platform == "workday" else ""
    return [
        SamplePosting(
            id=f"{employer.slug}:{at}",
            opening=replace(OPENING, employer=employer),
            board_employer=employer,
            native_id=f"{prefix}{at}",
            kind="original",
            posted_on=date(2026, 11, 1),
            closed_on=None,
            seed=at,
        )
        for at in range(first, first + OPEN)
    ]


if __name__ == "__main__":
    rows = [
        replace(
            EMPLOYER,
            slug=f"{platform}-{asked}-{change}",
            platform=platform,
            board=BOARDS[platform].format(at),
        )
        for at, (platform, asked, change) in enumerate(HOSTILE)
    ]
    found = [posting for at, row in enumerate(rows) for posting in postings(row, 40_000 + 10 * at)]
    market = TinyMarket(tuple(rows), tuple(found), dict.fromkeys(found, WORDS))
    faults = [
        # Of the postings' pages, only the second is befallen.
        Fault(
            employer=row.slug,
            asked=asked,
            change=change,
            skip=asked == "detail",
            times=4 if asked == "detail" else None,
        )
        for row, (_, asked, change) in zip(rows, HOSTILE, strict=True)
    ]
    with running(market, market.write, date(2026, 11, 22), faults=faults) as boards:
        options = Options(allow_loopback=True, pace_seconds=0, concurrency=1, answer_seconds=3, most_pages=30)
        for report in crawl(Turn(employers=boards.registry, sink=Sink(), options=options)):
            line = [report.outcome, len(report.listed), report.fetched, report.failed, report.note]
            sys.stdout.write(json.dumps([report.source, line, len(report.closed)]) + "\n")
