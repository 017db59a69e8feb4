"""Re-reading a posting costs its host next to nothing, where the host can tell that nothing changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Request, Response

from crawler.options import Known
from crawler.validators import validator_of

BOARD = "acme.wd5.myworkdayjobs.com/acme/Jobs"
OWN = "workday:acme.wd5.myworkdayjobs.com/acme/jobs:R-1"
LONG_AGO = datetime.now(UTC) - timedelta(days=60)
ETAG, DATE = '"v1"', "Sun, 01 Nov 2026 08:00:00 GMT"


def host(answer: Any, **headers: str) -> Any:
    """One posting, whose page answers 304 to who knows it."""

    def answers(request: Request) -> Response:
        if request.method == "POST":
            rows = [{"title": "Ward Coder", "externalPath": "/job/X/T_R-1"}]
            return answer(request, {"total": 1, "jobPostings": rows, "facets": []})
        asked = {request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")}
        if asked & {value.encode() for value in headers.values()}:
            return answer(request, b"", 304)
        info = {"title": "Ward Coder", "jobDescription": "<p>Codes.</p>"}
        return answer(request, {"jobPostingInfo": info}, **headers)

    return answers


@pytest.mark.parametrize(("header", "value"), [("ETag", ETAG), ("ETag", 'W/"x"'), ("Last_Modified", DATE)])
def test_an_unchanged_posting_is_not_sent_again(
    read: Any, employer: Any, answer: Any, header: str, value: str
) -> None:
    answers = host(answer, **{header: value})
    (posting,) = read(employer("workday", BOARD), answers).postings
    assert posting.validator == value
    known = {OWN: Known(list_hash=posting.list_hash, fetched_at=LONG_AGO, validator=posting.validator)}
    again = read(employer("workday", BOARD), answers, known=known)
    assert again.postings == []
    assert (again.only_report.unchanged, again.only_report.skipped) == ({OWN}, 1)
    assert again.only_report.outcome == "complete"


def test_a_posting_whose_row_changed_is_read_without_asking(read: Any, employer: Any, answer: Any) -> None:
    known = {OWN: Known(list_hash="another", fetched_at=LONG_AGO, validator=ETAG)}
    assert len(read(employer("workday", BOARD), host(answer, ETag=ETAG), known=known).postings) == 1


@given(st.sampled_from(["ETag", "Last-Modified"]), st.binary(max_size=400))
def test_only_what_is_a_validator_is_taken_for_one(name: str, value: bytes) -> None:
    found = validator_of(Response("https://h.example/", headers={name: value}))
    assert found is None or (found.isprintable() and len(found) <= 300)
