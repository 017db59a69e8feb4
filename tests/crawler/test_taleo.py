"""The traps of Taleo's lists: the last page repeats past the end, and services want a time zone."""

import json
from typing import Any

import pytest
from scrapy.http import Request, Response

BOARD = "acme.taleo.net/careersection/external"
OPENING = "<script>var page = {portalNo: '7'};</script>"
PAGE = 25


@pytest.mark.parametrize("size", [1, 25, 26, 75])
def test_a_list_whose_last_page_repeats_is_read_once(
    read: Any, employer: Any, answer: Any, size: int
) -> None:
    def host(request: Request) -> Response:
        if request.method == "GET":
            return answer(request, OPENING)
        assert request.headers["tz"]
        page = min(json.loads(request.body)["pageNo"], -(-size // PAGE))
        shown = range((page - 1) * PAGE, min(page * PAGE, size))
        rows = [{"contestNo": str(at), "column": ["Porter"], "linkedColumn": 0} for at in shown]
        return answer(request, {"requisitionList": rows, "pagingData": {"totalCount": size + 60}})

    report = read(employer("taleo_enterprise", BOARD), host).only_report
    assert (report.outcome, len(report.listed)) == ("complete", size)


@pytest.mark.parametrize("board", ["acme.taleo.net", BOARD])
def test_a_section_that_is_not_named_or_not_there_fails(
    read: Any, employer: Any, answer: Any, board: str
) -> None:
    kept = read(
        employer("taleo_enterprise", board), lambda request: answer(request, "Career Section Unavailable")
    )
    assert kept.only_report.outcome == "failed"


def test_a_page_in_the_feeds_place_fails(read: Any, employer: Any, answer: Any) -> None:
    row = employer("taleo_business_edition", "phe.tbe.taleo.net/phe01 org=ACME cws=38")
    assert read(row, lambda request: answer(request, "<html>closed</html>")).only_report.outcome == "failed"
