"""Is what a board tells of each posting counted as it was told: there, gone, over, turned away, or broken?"""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, Tally, is_unchanged, outcome_of
from crawler.board_spider import BoardSpider
from crawler.options import Known
from crawler.posting import Posting

HOST = "https://boards.example/"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class WardBoard(BoardSpider):
    """A board whose list each test sets; rows whose content is "over" are past their last day."""

    name = "ward_board"
    platforms = frozenset[str]()
    rows: ClassVar[tuple[Row, ...]] = ()
    body: ClassVar[str] = ""

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        yield Page(rows=self.rows)

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        if row.content == "closed":
            return None
        title = row.title or "Ward Coder"
        return Posting(**board.found(row, HOST + row.native), title=title, body=self.body, body_kind="text")

    def is_over(self, row: Row, today: date) -> bool:
        return row.content == "over"


def row(native: str, title: str | None = "Ward Coder", content: Any = None, method: str = "") -> Row:
    detail = Request(HOST + native, method=method) if method else None
    return Row(native=native, title=title, hash="h", detail=detail, content=content)


@pytest.fixture
def board(read: Any, employer: Any, answer: Any) -> Any:
    """Read a board of such rows whose pages answer with a status."""

    def run(
        *rows: Row,
        body: str = "Codes.",
        status: int = 200,
        known: Any = None,
        moved: Any = None,
    ) -> Any:
        class Reader(WardBoard):
            pass

        Reader.rows, Reader.body = rows, body

        def host(request: Request) -> Response:
            found: Response = answer(request, "a page", status)
            return found.replace(request=moved) if moved else found

        return read(employer("ward_board", "boards.example/acme"), host, known, reader=Reader)

    return run


def counts(kept: Any) -> dict[str, int]:
    report = kept.only_report
    names = ("fetched", "screened_out", "failed", "blocked", "skipped")
    return {name: getattr(report, name) for name in names if getattr(report, name)} | (
        {"closed": len(report.closed)} if report.closed else {}
    )


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (200, {"fetched": 2}),
        (404, {"closed": 2}),
        (410, {"closed": 2}),
        (403, {"blocked": 2}),
        (429, {"blocked": 2}),
        (500, {"failed": 2}),
        (302, {"failed": 2}),
        (304, {"skipped": 2}),
    ],
)
def test_only_a_page_that_is_not_there_closes_a_posting(
    board: Any, status: int, told: dict[str, int]
) -> None:
    assert counts(board(row("1", method="GET"), row("2", method="GET"), status=status)) == told


def test_what_another_host_or_method_answers_says_nothing_of_a_posting(board: Any) -> None:
    asked = row("1", method="POST")
    assert counts(board(asked, status=404)) == {"closed": 1}
    led_away = Request(HOST + "elsewhere", method="GET")
    assert counts(board(asked, status=404, moved=led_away)) == {"failed": 1}


def test_rows_that_hold_all_are_counted_one_by_one(board: Any) -> None:
    rows = [
        row("1"),
        row("2"),
        row("3", "Cook"),
        row("4", content="closed"),
        row("5", None),
        row("6", "Porter"),
    ]
    assert counts(board(*rows)) == {"fetched": 3, "screened_out": 2, "closed": 1}


def test_what_is_over_is_read_once_and_kept_as_closed(board: Any) -> None:
    over = row("1", content="over")
    first = board(over)
    assert counts(first) == {"fetched": 1, "closed": 1}
    (posting,) = first.postings
    same = {posting.id: Known(list_hash="h", fetched_at=LONG_AGO)}
    assert counts(board(over, known=same)) == {"skipped": 1, "closed": 1}
    changed = {posting.id: Known(list_hash="other", fetched_at=LONG_AGO)}
    assert counts(board(over, known=changed)) == {"fetched": 1, "closed": 1}


@pytest.mark.parametrize("body", ["", " \n"])
def test_a_posting_without_words_is_broken(board: Any, body: str) -> None:
    assert counts(board(row("1"), body=body)) == {"failed": 1}


@pytest.mark.parametrize("status", [404, 410, 204])
def test_a_list_that_is_not_there_closes_nothing(read: Any, employer: Any, answer: Any, status: int) -> None:
    report = read(employer("paylocity", "1234"), lambda request: answer(request, "", status)).only_report
    assert (report.outcome, report.closed) == ("failed", frozenset())
    assert report.note == f"the list answers {status}"


def listed(number: int, **more: Any) -> Tally:
    return Tally(listed={str(each) for each in range(number)}, **more)


@pytest.mark.parametrize(
    ("tally", "at_least", "last", "outcome"),
    [
        (listed(9), None, None, ("complete", "")),
        (listed(9, note="it goes on"), None, None, ("partial", "it goes on")),
        (listed(98, advertised=100), None, None, ("complete", "")),
        (listed(97, advertised=100), None, None, ("partial", "listed 97 of 100 advertised")),
        (listed(8), None, 10, ("complete", "")),
        (listed(7), None, 10, ("shrunken", "listed 7, 10 the time before")),
        (listed(5), 5, None, ("complete", "")),
        (listed(4), 5, None, ("shrunken", "listed 4, at least 5 were expected")),
        (
            listed(4, blocked=4),
            None,
            None,
            ("blocked", "the list was read, but every posting was turned away"),
        ),
        (listed(4, blocked=3, fetched=1), None, None, ("complete", "")),
        (listed(0, advertised=0), None, None, ("complete", "")),
    ],
)
def test_an_outcome_is_judged_at_its_bounds(
    tally: Tally, at_least: int | None, last: int | None, outcome: tuple[str, str]
) -> None:
    assert outcome_of(tally, at_least, last) == outcome


def test_a_row_that_says_something_new_is_never_left_unread() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    fresh = Known(list_hash="h", fetched_at=now - timedelta(days=1))
    assert is_unchanged(row("1"), fresh, now.date(), 14)
    assert not is_unchanged(row("1"), None, now.date(), 14)
    assert not is_unchanged(row("1"), Known(list_hash="g", fetched_at=now), now.date(), 14)
