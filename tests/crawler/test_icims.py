"""The traps of iCIMS portals: who refuses is left alone, and what isn't a portal is not an empty one."""

from typing import Any

import pytest

BOARD = "careers-acme.icims.com"


def test_a_portal_that_keeps_its_sitemap_to_itself_is_not_read_another_way(
    read: Any, employer: Any, answer: Any
) -> None:
    kept = read(employer("icims", BOARD), lambda request: answer(request, "not on a trusted network", 403))
    assert kept.only_report.outcome == "blocked"
    assert {request.url.rsplit("/", 1)[1] for request in kept.asked} == {"robots.txt", "sitemap.xml"}


def test_a_portal_that_forbids_all_gets_one_request(read: Any, employer: Any, answer: Any) -> None:
    kept = read(
        employer("icims", BOARD), lambda request: answer(request, ""), robots="User-agent: *\nDisallow: /"
    )
    assert (kept.only_report.outcome, len(kept.asked)) == ("refused", 1)


@pytest.mark.parametrize(
    ("body", "status"), [("<title>gone: careers-acme</title>", 404), ("<html>a shop</html>", 200)]
)
def test_a_dead_portal_is_failed_not_empty(
    read: Any, employer: Any, answer: Any, body: str, status: int
) -> None:
    kept = read(employer("icims", BOARD), lambda request: answer(request, body, status))
    assert kept.only_report.outcome == "failed"
