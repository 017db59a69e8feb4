"""Crawl boards that set every trap, and print how each was reported; run by test_rough_crawl.py as a program."""

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
from credtrack.sample.boards.rough import set_traps, told, traps
from credtrack.sample.facts import SampleEmployer, SamplePosting, Written
from credtrack.sample.server import running

# One short of 52 is still more than 98 %, below which a list counts as cut off.
OPEN = 52
BOARDS = {"workday": "tenant{}/External", "greenhouse": "token{}", "jsonld": "careers.site{}.example"}
WORDS = Written(
    title="Inpatient Coder",
    location="Tampa, FL",
    body="<p>Assigns codes.</p>" * 20,
    body_kind="html",
    remote_field=None,
    employment_field=None,
)


class Sink:
    """Remembers what a crawl found."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def posting(self, posting: Posting) -> None:
        self.ids.append(posting.id)

    def report(self, report: BoardReport) -> None:
        """Reports are given back by the crawl, too."""


def employers() -> list[SampleEmployer]:
    return [
        replace(EMPLOYER, slug=f"{platform}-{at}", platform=platform, board=board.format(at))
        for platform, board in BOARDS.items()
        for at, _ in enumerate(traps(platform))
    ]


def postings(employer: SampleEmployer) -> list[SamplePosting]:
    prefix = "R-" if employer.platform == "workday" else ""
    opening = replace(OPENING, employer=employer)
    return [
        SamplePosting(
            id=f"{employer.slug}:{at}",
            opening=opening,
            board_employer=employer,
            native_id=f"{prefix}{at}",
            kind="original",
            posted_on=date(2026, 11, 1),
            closed_on=None,
            seed=at,
        )
        for at in range(40_000, 40_000 + OPEN)
    ]


if __name__ == "__main__":
    rows = employers()
    found = [posting for row in rows for posting in postings(row)]
    market = TinyMarket(tuple(rows), tuple(found), dict.fromkeys(found, WORDS))
    placed = set_traps(rows)
    faults = [fault for _, fault in placed.values()]
    with running(market, market.write, date(2026, 11, 22), faults=faults) as boards:
        sink = Sink()
        options = Options(allow_loopback=True, pace_seconds=0, concurrency=4)
        for report in crawl(Turn(employers=boards.registry, sink=sink, options=options)):
            trap = placed[report.source][0]
            asked = boards.tally()[boards.origins[report.source]]
            line = {
                "trap": f"{report.platform} {trap.name}",
                "expect": trap.expect,
                "closed": len(report.closed),
            }
            line |= {"told": told(report, OPEN), "asked": asked.total(), "note": report.note}
            sys.stdout.write(json.dumps(line) + "\n")
        assert len(sink.ids) == len(set(sink.ids)), "a posting was found twice"
