"""The traps of Workday's list: page caps, totals that vanish, repeats past the end, the cap of 2,000."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from scrapy.http import Request, Response

BOARD = "acme.wd1.myworkdayjobs.com/acme/Careers"
FAMILIES = {"a" * 32: range(1500), "b" * 32: range(1500, 2900), "c" * 32: range(2900, 3100)}


def row(number: int) -> dict[str, Any]:
    return {
        "title": f"Porter {number}",
        "externalPath": f"/job/X/Porter_R-{100000 + number}",
        "bulletFields": [],
    }


class Market:
    """A Workday host that holds so many postings, whose total stops at a cap where one is set."""

    def __init__(
        self, answer: Callable[..., Response], size: int, *, capped: bool = False, past_end: str = "empty"
    ):
        self.answer, self.size, self.capped, self.past_end = answer, size, capped, past_end
        self.families = {} if not capped else FAMILIES

    def __call__(self, request: Request) -> Response:
        query = json.loads(request.body)
        if query["limit"] > 20:
            return self.answer(request, {"errorCode": "HTTP_400"}, 400)
        chosen = query["appliedFacets"].get("jobFamilyGroup")
        numbers = self.families[chosen[0]] if chosen else range(self.size)
        window = numbers[:2000] if self.capped else numbers
        offset = query["offset"]
        shown = window[offset : offset + 20]
        if not shown and self.past_end == "repeat":
            shown = window[-20:]
        first = offset == 0
        return self.answer(
            request,
            {
                "total": len(window) if first else 0,
                "jobPostings": [row(number) for number in shown],
                "facets": self.facets() if first else [],
            },
        )

    def facets(self) -> list[dict[str, Any]]:
        values = [
            {"descriptor": key[0], "id": key, "count": len(found)} for key, found in self.families.items()
        ]
        return [{"facetParameter": "jobFamilyGroup", "values": values}] if values else []


@pytest.mark.parametrize(("size", "pages"), [(0, 1), (1, 1), (19, 1), (20, 2), (21, 2), (60, 4), (2021, 102)])
@pytest.mark.parametrize("past_end", ["empty", "repeat"])
def test_the_list_is_read_to_its_true_end(
    read: Any, employer: Any, answer: Any, size: int, pages: int, past_end: str
) -> None:
    kept = read(employer("workday", BOARD), Market(answer, size, past_end=past_end))
    assert (kept.only_report.outcome, len(kept.only_report.listed)) == ("complete", size)
    assert len(kept.asked) - 1 == pages


def test_a_board_past_the_cap_is_read_slice_by_slice(read: Any, employer: Any, answer: Any) -> None:
    kept = read(employer("workday", BOARD), Market(answer, 3100, capped=True))
    report = kept.only_report
    assert (report.outcome, report.advertised, len(report.listed)) == ("complete", 3100, 3100)


def test_a_board_past_the_cap_that_nothing_slices_is_partial(read: Any, employer: Any, answer: Any) -> None:
    market = Market(answer, 3100, capped=True)
    market.families = {"d" * 32: range(3100)}
    report = read(employer("workday", BOARD), market).only_report
    assert (report.outcome, len(report.listed)) == ("partial", 2000)
    assert report.note


@pytest.mark.parametrize(
    ("body", "status", "outcome", "note"),
    [
        ({"errorCode": "S21"}, 404, "failed", "the list answers 404"),
        ({"errorCode": "HTTP_422"}, 422, "failed", "the list answers 422"),
        ("<html>maintenance</html>", 200, "failed", "not of the kind"),
        ({"total": 3, "jobPostings": []}, 200, "failed", "a total of 3"),
        ({"total": 3}, 200, "failed", "jobPostings"),
        ("", 403, "blocked", "answers 403"),
    ],
)
def test_a_list_that_is_not_one_is_never_taken_for_empty(
    read: Any, employer: Any, answer: Any, body: Any, status: int, outcome: str, note: str
) -> None:
    report = read(employer("workday", BOARD), lambda request: answer(request, body, status)).only_report
    assert report.outcome == outcome
    assert note in report.note


def test_a_page_that_stays_broken_makes_the_list_partial(read: Any, employer: Any, answer: Any) -> None:
    market = Market(answer, 100)

    def fails(request: Request) -> Response:
        return answer(request, "", 500) if b'"offset": 40' in request.body else market(request)

    report = read(employer("workday", BOARD), fails).only_report
    assert (report.outcome, len(report.listed)) == ("partial", 40)


def test_a_site_that_robots_closes_is_refused_though_the_route_is_open(
    read: Any, employer: Any, answer: Any
) -> None:
    kept = read(employer("workday", BOARD), Market(answer, 3), robots="User-agent: *\nDisallow: /Careers/")
    assert kept.only_report.outcome == "refused"
    assert len(kept.asked) == 1


def scoped(employer: Any, *values: str) -> Any:
    return employer("workday", BOARD, scope=(("jobFamilyGroup", values),))


def test_a_shared_site_is_read_within_the_rows_scope_alone(read: Any, employer: Any, answer: Any) -> None:
    market = Market(answer, 1700, capped=True)
    market.families = {"a" * 32: range(1500), "b" * 32: range(1500, 1700)}
    for value in ("b" * 32, "b"):  # by its id, or as the board shows it
        report = read(scoped(employer, value), market).only_report
        assert (report.outcome, report.advertised, len(report.listed)) == ("complete", 200, 200)


def test_a_scope_that_the_board_no_longer_knows_is_a_failure_and_no_empty_board(
    read: Any, employer: Any, answer: Any
) -> None:
    report = read(scoped(employer, "gone"), Market(answer, 3100, capped=True)).only_report
    assert (report.outcome, len(report.listed)) == ("failed", 0)
    assert "the row's scope, jobFamilyGroup gone" in report.note
