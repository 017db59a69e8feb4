"""The traps of ADP's list: rows count from one, and a page may be a row short without being the last."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy.http import Request, Response

BOARD = "00000000-1111-4222-8333-444444444444/1"


@pytest.mark.parametrize("size", [0, 1, 20, 41, 200])
def test_the_list_is_read_to_its_total(read: Any, employer: Any, answer: Any, size: int) -> None:
    def host(request: Request) -> Response:
        query = parse_qs(urlsplit(request.url).query)
        first = max(1, int(query["$skip"][0]))
        shown = range(first, min(size, first + 19) + 1)
        rows = [{"itemID": str(number), "requisitionTitle": "Porter"} for number in shown]
        return answer(request, {"jobRequisitions": rows, "meta": {"totalNumber": size}})

    report = read(employer("adp_workforce_now", BOARD), host).only_report
    assert (report.outcome, len(report.listed)) == ("complete", size)
