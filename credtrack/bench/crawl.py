"""How fast is a crawl beside bare Scrapy, and what does a second crawl of the same boards still ask?"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from credtrack.bench.boards import details_market, large_board, mostly_others, plain_words
from credtrack.bench.inputs import TODAY
from credtrack.bench.workshop import Figure, Workshop, alternate
from credtrack.sample.boards.jsonld import posting_path
from credtrack.sample.boards.workday import external_path
from credtrack.sample.compose import write
from credtrack.sample.facts import SamplePosting
from credtrack.sample.server import Boards, running

RUNS = 5
DETAILS = 3_000
LISTED = 3_000
LARGE = 50_000
LISTS = ("list", "sitemap")


@dataclass(frozen=True, slots=True)
class Run:
    """How one crawl went."""

    count: int
    seconds: float
    peak_mb: float
    lag: float


def measure(shop: Workshop) -> Iterator[Figure]:
    """Yield the crawler's figures."""
    folder = shop.scratch("crawl")
    yield from _beside_bare(folder)
    yield from _second_crawl(folder)
    yield from _peak(folder)


def _beside_bare(folder: Path) -> Iterator[Figure]:
    market = details_market(DETAILS)
    with running(market, write, TODAY) as boards:
        addresses = [_address(boards, posting) for posting in market.postings]
        number = iter(range(1_000))

        def ours() -> float:
            run = _ours(boards, folder / f"ours-{next(number)}.db")
            return run.count / run.seconds

        def bare() -> float:
            run = _run(["bare"], addresses)
            return run.count / run.seconds

        ours(), bare()  # the boards write each posting once, at the first request for it
        rate, bare_rate = alternate(RUNS, [ours, bare])
        yield Figure("crawl.vs_bare", rate / bare_rate)
        beside = _run(["beside", str(folder / "beside.db")], [asdict(row) for row in boards.registry])
    yield Figure("crawl.postings_per_second", rate)
    yield Figure("crawl.tag_lag_s", beside.lag)
    yield Figure("crawl.tagged_beside_per_second", beside.count / beside.seconds)


def _second_crawl(folder: Path) -> Iterator[Figure]:
    with running(mostly_others(LISTED), write, TODAY) as boards:
        path = folder / "twice.db"
        _ours(boards, path)
        first = _asked(boards)
        _ours(boards, path)
        second = _asked(boards) - first
    yield Figure("crawl.second_details", second["detail"] / first["detail"])
    yield Figure(
        "crawl.second_lists", sum(second[name] for name in LISTS) / sum(first[name] for name in LISTS)
    )


def _peak(folder: Path) -> Iterator[Figure]:
    with running(large_board(LARGE), plain_words, TODAY) as boards:
        run = _ours(boards, folder / "large.db")
    yield Figure("crawl.peak_mb", run.peak_mb)


def _asked(boards: Boards) -> Counter[str]:
    return sum(boards.tally().values(), Counter())


def _ours(boards: Boards, path: Path) -> Run:
    return _run(["ours", str(path)], [asdict(row) for row in boards.registry])


def _run(arguments: Sequence[str], given: list[Any]) -> Run:
    command = [sys.executable, "-m", "credtrack.bench.crawl_run", *arguments]
    ended = subprocess.run(command, input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  (our own module)
    return Run(**json.loads(ended.stdout.splitlines()[-1]))


def _address(boards: Boards, posting: SamplePosting) -> str:
    board = posting.board_employer
    origin, written = boards.origins[board.slug], write(posting)
    if board.platform == "workday":
        return f"{origin}/wday/cxs/{board.board}{external_path(written, posting)}"
    return f"{origin}{posting_path(written, posting)}"
