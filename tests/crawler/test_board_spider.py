"""What every spider inherits: what is skipped, what is closed, and how each outcome comes about."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from scrapy.http import Request, Response

from crawler.board import Row, is_unchanged
from crawler.options import Known

BOARD = "boards.example/acme"
ID = "greenhouse:boards.example/acme:"


def posting(number: int, title: str = "Clinic Coder") -> dict[str, Any]:
    return {
        "id": number,
        "title": title,
        "absolute_url": f"https://x.example/{number}",
        "content": "&lt;p&gt;x&lt;/p&gt;",
    }


def listing(answer: Callable[..., Response], *rows: dict[str, Any], total: int | None = None) -> Any:
    body = {"jobs": list(rows), "meta": {"total": len(rows) if total is None else total}}
    return lambda request: answer(request, body)


def test_known_postings_whose_row_is_unchanged_are_skipped(read: Any, employer: Any, answer: Any) -> None:
    market = listing(answer, posting(1), posting(2))
    first = read(employer("greenhouse", BOARD), market)
    known = {
        found.id: Known(list_hash=found.list_hash, fetched_at=found.fetched_at) for found in first.postings
    }
    again = read(
        employer("greenhouse", BOARD), listing(answer, posting(1), posting(2, "Senior Coder")), known
    )
    assert [found.title for found in again.postings] == ["Senior Coder"]
    assert (again.only_report.skipped, again.only_report.fetched) == (1, 1)


def test_unchanged_postings_are_read_again_on_a_cycle_that_spreads() -> None:
    today = datetime(2026, 11, 20, tzinfo=UTC)
    rows = [Row(native=str(n), title="x", hash="h", detail=None) for n in range(2000)]
    due = [
        sum(
            not is_unchanged(
                row, Known(list_hash="h", fetched_at=today - timedelta(days=age)), today.date(), 14
            )
            for row in rows
        )
        for age in range(22)
    ]
    assert due[7] == 0
    assert due[20] == len(rows)
    assert max(later - earlier for earlier, later in pairwise(due)) < len(rows) / 8


@pytest.mark.parametrize(
    ("total", "last", "at_least", "outcome"),
    [
        (3, None, None, "complete"),
        (9, None, None, "partial"),
        (4, None, None, "complete"),
        (5, None, None, "partial"),
        (3, 4, None, "shrunken"),
        (3, 3, None, "complete"),
        (3, None, 5, "shrunken"),
    ],
)
def test_a_list_is_complete_only_where_nothing_speaks_against_it(
    read: Any, employer: Any, answer: Any, total: int, last: int | None, at_least: int | None, outcome: str
) -> None:
    market = listing(answer, posting(1), posting(2), posting(3), total=total)
    lasts = {"acme": last} if last else {}
    report = read(employer("greenhouse", BOARD, at_least=at_least), market, last_listed=lasts).only_report
    assert report.outcome == outcome


def test_a_board_that_goes_dark_is_shrunken_not_complete(read: Any, employer: Any, answer: Any) -> None:
    report = read(employer("greenhouse", BOARD), listing(answer), last_listed={"acme": 40}).only_report
    assert (report.outcome, report.listed) == ("shrunken", frozenset())


def test_an_id_that_repeats_is_listed_once(read: Any, employer: Any, answer: Any) -> None:
    kept = read(employer("greenhouse", BOARD), listing(answer, posting(1), posting(1), total=1))
    assert len(kept.postings) == 1


def test_a_malformed_posting_is_counted_and_the_rest_is_kept(read: Any, employer: Any, answer: Any) -> None:
    broken = {"id": 2, "title": "Coder", "absolute_url": "https://x.example/2"}
    kept = read(employer("greenhouse", BOARD), listing(answer, posting(1), broken, posting(3)))
    assert [found.id for found in kept.postings] == [ID + "1", ID + "3"]
    assert kept.only_report.failed == 1


def test_a_permission_of_the_owner_opens_what_the_rules_forbid(read: Any, employer: Any, answer: Any) -> None:
    closed = "User-agent: *\nDisallow: /"
    market = listing(answer, posting(1))
    assert read(employer("greenhouse", BOARD), market, robots=closed).only_report.outcome == "refused"
    opened = employer("greenhouse", BOARD, permission="the owner, 2026-11-01, by letter")
    assert read(opened, market, robots=closed).only_report.outcome == "complete"


def test_an_error_of_the_sink_ends_the_crawl(read: Any, employer: Any, answer: Any, monkeypatch: Any) -> None:
    def full(*_: Any) -> None:
        raise OSError("the disk is full")

    kept_class = type(read(employer("greenhouse", BOARD), listing(answer)))
    monkeypatch.setattr(kept_class, "posting", full)
    with pytest.raises(OSError, match="disk is full"):
        read(employer("greenhouse", BOARD), listing(answer, posting(1)))


def test_turned_away_details_are_blocked_never_closed(read: Any, employer: Any, answer: Any) -> None:
    sitemap = "<urlset><url><loc>https://h.example/jobs/5001/coder-one</loc></url></urlset>"

    def host(request: Request) -> Response:
        return answer(request, sitemap) if request.url.endswith(".xml") else answer(request, "", 403)

    report = read(employer("jsonld", "h.example"), host).only_report
    assert (report.outcome, report.blocked, report.closed) == ("blocked", 1, frozenset())
