"""Past announcements are read once, kept as closed, and never take a posting for one that asks for nothing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from scrapy.http import Request, Response

from crawler.options import Known

BOARD = "data.usajobs.gov/api/historicjoa"
TODAY = datetime.now(UTC).date()
PAST, TO_COME = str(TODAY - timedelta(days=3)), str(TODAY + timedelta(days=3))


def service(answer: Any, *closings: str) -> Any:
    def host(request: Request) -> Response:
        if "PositionSeries=0669" in request.url:
            return answer(request, {"paging": None, "data": []})
        rows = [
            {
                "usajobsControlNumber": at,
                "positionTitle": "Medical Records Technician (Coder)",
                "summary": "Codes.",
            }
            | {"positionOpenDate": "2026-01-02", "positionCloseDate": day}
            for at, day in enumerate(closings)
        ]
        return answer(request, {"paging": {"metadata": {"totalCount": len(rows)}}, "data": rows})

    return host


@pytest.fixture
def row(employer: Any) -> Any:
    return employer("usajobs_historic", BOARD)


def test_it_wants_no_key(read: Any, row: Any, answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDTRACK_USAJOBS_KEY", raising=False)
    kept = read(row, service(answer, PAST, TO_COME))
    assert [posting.closes_on for posting in kept.postings] == [
        date.fromisoformat(d) for d in (PAST, TO_COME)
    ]
    assert {name.rpartition(":")[2] for name in kept.only_report.closed} == {"0"}


def test_a_past_one_that_is_known_is_not_read_again_however_old(read: Any, row: Any, answer: Any) -> None:
    first = read(row, service(answer, PAST, TO_COME))
    long_ago = datetime(2025, 1, 1, tzinfo=UTC)
    known = {p.id: Known(list_hash=p.list_hash, fetched_at=long_ago) for p in first.postings}
    report = read(row, service(answer, PAST, TO_COME), known=known).only_report
    assert (report.skipped, report.fetched) == (1, 1)
    assert {name.rpartition(":")[2] for name in report.closed} == {"0"}
