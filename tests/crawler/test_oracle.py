"""The traps of Oracle's list: a total that holds once, a first page that is a little short, a site that shares a host."""

import re
from typing import Any

import pytest
from scrapy.http import Request, Response

BOARD = "abcd.fa.us2.oraclecloud.com/CX_1"


def market(answer: Any, size: int, *, as_object: bool = False, first_page: int = 200) -> Any:
    """A host with so many postings, none of them a coder's."""

    def host(request: Request) -> Response:
        found = re.search(r"limit=(\d+),offset=(\d+)", request.url)
        assert found
        limit, offset = min(200, int(found[1])), int(found[2])
        shown = range(offset, min(size, offset + limit))[: first_page if offset == 0 else None]
        rows: Any = [{"Id": str(number), "Title": "Porter", "secondaryLocations": []} for number in shown]
        rows = {"items": rows, "count": len(rows), "hasMore": False} if as_object else rows
        total = size if offset == 0 else 0
        return answer(request, {"items": [{"TotalJobsCount": total, "requisitionList": rows}]})

    return host


@pytest.mark.parametrize(("size", "pages"), [(0, 1), (1, 1), (179, 1), (200, 2), (201, 2), (1001, 6)])
@pytest.mark.parametrize("as_object", [False, True])
def test_the_list_is_read_to_its_true_end(
    read: Any, employer: Any, answer: Any, size: int, pages: int, as_object: bool
) -> None:
    kept = read(employer("oracle_recruiting_cloud", BOARD), market(answer, size, as_object=as_object))
    assert (kept.only_report.outcome, len(kept.only_report.listed)) == ("complete", size)
    assert len(kept.asked) - 1 == pages


def test_a_first_page_two_rows_short_is_no_end(read: Any, employer: Any, answer: Any) -> None:
    report = read(employer("oracle_recruiting_cloud", BOARD), market(answer, 450, first_page=198)).only_report
    assert len(report.listed) == 448
    assert report.outcome == "complete"


def test_sites_of_one_host_share_their_ids(read: Any, employer: Any, answer: Any) -> None:
    boards = [BOARD, BOARD.replace("CX_1", "CX_1001")]
    found = [
        read(employer("oracle_recruiting_cloud", board), market(answer, 3)).only_report.listed
        for board in boards
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("body", [{"items": [{"TotalJobsCount": 3}]}, {"items": []}, "<html>Sign in</html>"])
def test_what_is_no_list_is_never_taken_for_empty(read: Any, employer: Any, answer: Any, body: Any) -> None:
    kept = read(employer("oracle_recruiting_cloud", BOARD), lambda request: answer(request, body))
    assert kept.only_report.outcome == "failed"
