"""How is any board read: its list to the end, the titles that matter, then those postings?"""

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from logging import getLogger
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.http import Request, Response
from scrapy.logformatter import LogFormatter

from crawler.board import Board, Page, Row, host_of, is_unchanged, outcome_of
from crawler.manners import Download, Manners
from crawler.options import Known, Options, Sink
from crawler.posting import BoardReport, Outcome, Posting
from crawler.registry import Employer
from crawler.robots import forbids_keeping
from crawler.titles import keeps
from crawler.troubles import BlockedError, FailedError, ReadingError, RefusedError
from crawler.validators import ask_for_changes, validator_of

if TYPE_CHECKING:
    from crawler.archive import Archive

log = getLogger(__name__)

DETAIL_MAXSIZE = 4 * 1024 * 1024
BOARDS_AT_ONCE = 64
Wish = tuple[Row, Request]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What all spiders of one crawl share."""

    sink: Sink
    known: Mapping[str, Known]
    last_listed: Mapping[str, int]
    options: Options
    manners: Manners
    archive: "Archive | None" = None
    reports: list[BoardReport] = field(default_factory=list)
    accidents: list[BaseException] = field(default_factory=list)


class BoardSpider(Spider):
    """What every platform's spider shares; run by crawler.run.crawl.

    A platform sets `name` and `platforms` (the registry files that it reads) and writes `pages`, which
    yields the list until the board says no more, and `read`, which gives the posting of one row.
    """

    platforms: ClassVar[frozenset[str]] = frozenset()
    common_host: ClassVar[str] = ""  # where all of the platform's boards live on one
    refused: ClassVar[bool] = False  # the platform's common host keeps its lists from robots
    lists_past: ClassVar[bool] = False  # its list also shows postings whose last day is past

    def __init__(self, *, errand: Errand, employers: Iterable[Employer], download: Download | None = None):
        super().__init__()
        self._errand = errand
        self._employers = tuple(employers)
        self._download = download or self._by_scrapy

    @abstractmethod
    def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list's pages to its true end; raise FailedError where a page can't be read."""

    @abstractmethod
    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a row, from its own page or the row's content; None where the board calls it closed.

        Whatever it raises says that the posting is malformed, and is counted.
        """

    def host(self, employer: Employer) -> str:
        """Give the host that the employer's board lives on."""
        return self.common_host or host_of(employer.board)

    def key(self, employer: Employer) -> str:
        """Give what tells the board's ids from those of others; it is kept in lower case."""
        return employer.board

    def is_over(self, row: Row, today: date) -> bool:
        """Tell whether the list itself says that a posting's last day is past: then it is read once, and kept as closed."""
        return False

    async def start(self) -> AsyncIterator[Any]:
        """Read all boards as Scrapy starts the spider; what is found goes to the sink, not through Scrapy."""
        await self.read_boards()
        for item in tuple[Any, ...]():
            yield item

    async def read_boards(self) -> None:
        """Read all boards, some at a time; an error that isn't a board's ends all and joins the accidents."""
        gate = asyncio.Semaphore(BOARDS_AT_ONCE)
        tasks = [asyncio.create_task(self._read_board(employer, gate)) for employer in self._employers]
        done, unfinished = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in unfinished:
            task.cancel()
        self._errand.accidents.extend(error for task in done if (error := task.exception()))

    async def _read_board(self, employer: Employer, gate: asyncio.Semaphore) -> None:
        async with gate:
            board = Board(employer, self.host(employer), self._errand.manners, self._download)
            wanted, outcome = await self._read_list(board)
            await self._read_details(board, wanted)
            if outcome is None:
                last = self._errand.last_listed.get(employer.slug)
                outcome, board.tally.note = outcome_of(board.tally, employer.at_least, last)
            report = board.report(outcome)
            self._errand.reports.append(report)
            self._errand.sink.report(report)

    async def _by_scrapy(self, request: Request) -> Response:
        if self.crawler.engine is None:
            raise FailedError("the crawl was stopped")
        response = await self.crawler.engine.download_async(request)
        if self._errand.archive and not self._errand.accidents:
            try:
                self._errand.archive.write(request, response)
            except OSError as error:  # a full disk is not the host's fault, which would be asked again
                self._errand.accidents.append(error)
        return response

    async def _read_list(self, board: Board) -> tuple[list[Wish], Outcome | None]:
        """Give the rows to read, and the outcome where the list broke off (None: read to its end)."""
        wanted: list[Wish] = []
        try:
            board.key = self.key(board.employer).casefold()
            await self._walk(board, wanted)
        except ReadingError as error:
            board.tally.note = str(error)
            is_partial = error.outcome == "failed" and board.tally.listed
            return wanted, "partial" if is_partial else error.outcome
        return wanted, None

    async def _walk(self, board: Board, wanted: list[Wish]) -> None:
        count = 0
        pages = aiter(self.pages(board))
        while (page := await _next(pages)) is not None:
            if page.advertised is not None:
                board.tally.advertised = page.advertised
            for row in page.rows:
                if not self._is_wanted(board, row):
                    continue
                if row.detail is None:
                    self._store(board, row, None)
                else:
                    wanted.append((row, row.detail))
            count += 1
            if count >= self._errand.options.most_pages:
                board.incomplete(f"the list goes on after {count} pages")
                return

    def _is_wanted(self, board: Board, row: Row) -> bool:
        posting_id = board.id(row.native)
        if posting_id in board.tally.listed:
            return False
        board.tally.listed.add(posting_id)
        if row.title is not None and not keeps(row.title):
            board.tally.screened_out += 1
            return False
        known, today = self._errand.known.get(posting_id), board.now().date()
        if known and known.list_hash == row.hash and self.is_over(row, today):
            board.tally.closed.add(posting_id)
        elif not is_unchanged(row, known, today, self._errand.options.cycle_days):
            return True
        board.tally.skipped += 1
        return False

    async def _read_details(self, board: Board, rows: list[Wish]) -> None:
        """Read the postings, several at a time where manners let a host have several connections."""
        waiting = iter(rows)
        workers = min(len(rows), 2 * self._errand.options.concurrency)
        await asyncio.gather(*(self._work_off(board, waiting) for _ in range(workers)))

    async def _work_off(self, board: Board, rows: Iterator[Wish]) -> None:
        for row, request in rows:
            request.meta["download_maxsize"] = DETAIL_MAXSIZE
            ask_for_changes(request, row, self._errand.known.get(board.id(row.native)))
            try:
                response = await board.fetch(request, self.is_detail)
            except (BlockedError, RefusedError) as error:
                self._miss(board, row, error)
                board.tally.blocked += 1
            except FailedError as error:
                self._miss(board, row, error)
                board.tally.failed += 1
            else:
                if response.status == 304:
                    board.tally.skipped += 1
                    board.tally.unchanged.add(board.id(row.native))
                elif forbids_keeping(response):
                    board.tally.blocked += 1
                else:
                    self._store(board, row, response)

    def is_detail(self, response: Response) -> bool:
        """Tell whether an answer is of the kind that this platform's postings have."""
        return bool(response.body)

    def _store(self, board: Board, row: Row, response: Response | None) -> None:
        if response is not None and _is_gone(row, response):
            board.tally.closed.add(board.id(row.native))
            return
        try:
            if response is not None and response.status != 200:
                raise ValueError(f"its page answers {response.status}")
            posting = _checked(self.read(board, row, response))
        except Exception as error:
            self._miss(board, row, error)
            board.tally.failed += 1
            return
        if posting is None:
            board.tally.closed.add(board.id(row.native))
        elif not keeps(posting.title):
            board.tally.screened_out += 1
        else:
            board.tally.fetched += 1
            if self.is_over(row, board.now().date()):
                board.tally.closed.add(posting.id)
            self._errand.sink.posting(replace(posting, validator=validator_of(response)))

    def _miss(self, board: Board, row: Row, error: Exception) -> None:
        log.info("%s: %s: %s: %s", board.employer.slug, row.native, type(error).__name__, error)


def _is_gone(row: Row, response: Response) -> bool:
    """Tell whether the board says that there is no such posting; what another host or method answers says nothing."""
    if response.status not in {404, 410} or row.detail is None:
        return False
    asked = response.request or row.detail
    same_host = urlsplit(response.url).netloc == urlsplit(row.detail.url).netloc
    return same_host and asked.method == row.detail.method


def _checked(posting: Posting | None) -> Posting | None:
    """Give the posting; an error where what must be there is missing, no text, or beyond the limit of one posting."""
    if posting is not None:
        for name in ("title", "body"):
            value = getattr(posting, name)
            if not isinstance(value, str) or not value.strip():
                raise ValueError(f"the posting has no {name}")
        if len(posting.body) > DETAIL_MAXSIZE:
            raise ValueError(f"the posting has {len(posting.body):,} characters")
        # What is no text, or half of a sign, would be refused by the sink only, which ends the crawl of all boards.
        said = [posting.id, posting.title, posting.url, posting.employer, *posting.locations]
        more = (posting.requisition, posting.employment_type, posting.remote_field)
        " ".join(said + [value for value in more if value is not None]).encode()
    return posting


async def _next(pages: AsyncIterator[Page]) -> Page | None:
    """Give the next page; whatever else a malformed one raises is a FailedError of its board alone."""
    try:
        return await anext(pages, None)
    except ReadingError:
        raise
    except Exception as error:
        raise FailedError(f"the list is not as expected: {type(error).__name__}: {error}") from error


class Quiet(LogFormatter):
    """Says nothing about each request; the reports tell how a crawl went."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> Any:
        """Give None, which Scrapy takes for silence."""
        return None
