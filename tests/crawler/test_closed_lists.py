"""Platforms that keep their lists from robots: the rule is obeyed, and what may be read is not taken for the whole."""

from typing import Any

import pytest

from crawler.given import GivenSpider
from crawler.run import spiders

GUID = "11111111-2222-4333-8444-555555555555"
BOARDS = {
    "ukg_pro": (
        f"recruiting.ultipro.com/ACM1000ACME/JobBoard/{GUID}",
        "User-agent: *\nDisallow: */JobBoardView",
    ),
    "smartrecruiters": ("careers.smartrecruiters.com/AcmeHealth", "User-agent: *\nDisallow: /"),
}


def test_the_platforms_of_this_kind_are_those() -> None:
    assert {name for name, spider in spiders().items() if issubclass(spider, GivenSpider)} == set(BOARDS)


@pytest.mark.parametrize("platform", BOARDS)
def test_a_closed_list_costs_one_request_and_is_called_refused(
    read: Any, employer: Any, answer: Any, platform: str
) -> None:
    board, robots = BOARDS[platform]
    kept = read(employer(platform, board), lambda request: answer(request, {}), robots=robots)
    assert (kept.only_report.outcome, len(kept.asked)) == ("refused", 1)


@pytest.mark.parametrize("platform", BOARDS)
def test_the_owners_permission_opens_the_list(read: Any, employer: Any, answer: Any, platform: str) -> None:
    board, robots = BOARDS[platform]
    empty = {"opportunities": [], "totalCount": 0, "content": [], "totalFound": 0}
    row = employer(platform, board, permission="A. Owner, 2026-11-01, by letter")
    kept = read(row, lambda request: answer(request, empty), robots=robots)
    assert (kept.only_report.outcome, len(kept.asked)) == ("complete", 2)
