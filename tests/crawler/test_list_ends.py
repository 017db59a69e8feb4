"""Lists on pages end where the board's do: not early, not late, and never for a page in their place."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from scrapy.http import Request, Response

SIZE = 10
Pages = Callable[[int, Iterable[int], int], Any]


def neogov(_: int, shown: Iterable[int], total: int) -> str:
    rows = (
        f'<li class="list-item" data-job-id="{at}"><a class="item-details-link" href="/careers/acme/jobs/{at}/x">Porter</a></li>'
        for at in shown
    )
    return f'<span id="job-postings-number">{total}</span><ul>{"".join(rows)}</ul>'


def jobvite(_: int, shown: Iterable[int], total: int) -> str:
    rows = (
        f'<tr><td class="jv-job-list-name"><a href="/acme/job/o{at}">Porter</a></td></tr>' for at in shown
    )
    text = f"1-{SIZE} of {total}" if total else ""
    return f'<table class="jv-job-list">{"".join(rows)}</table><div class="jv-pagination-text">{text}</div>'


def talemetry(number: int, shown: Iterable[int], total: int) -> dict[str, Any]:
    entries = [{"id": str(at), "permalink": "porter", "title": "Porter"} for at in shown]
    return {"current_page": number, "total_entries": total, "entries": entries}


def talentbrew(_: int, shown: Iterable[int], total: int) -> str:
    rows = (f'<a href="/job/town/porter/7/{at}">Porter</a>' for at in shown)
    return f'<section id="search-results" data-total-results="{total}">{"".join(rows)}</section>'


BOARDS: dict[str, tuple[str, Pages, str, int]] = {
    "neogov": ("www.governmentjobs.com/careers/acme", neogov, r"[?&]page=(\d+)", 1),
    "jobvite": ("jobs.jobvite.com/acme", jobvite, r"[?&]p=(\d+)", 0),
    "jobvite_talemetry": ("jobs.acme.example", talemetry, r"[?&]page=(\d+)", 1),
    "talentbrew": ("jobs.acme.example", talentbrew, r"[?&]p=(\d+)", 1),
}


@pytest.fixture(params=BOARDS)
def platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def host(platform: str, answer: Callable[..., Response]) -> Callable[..., Any]:
    """A board of so many postings; past the end it repeats its last page, and `broken` pages answer something else."""
    _, shape, number_in, first = BOARDS[platform]

    def make(size: int, told: int | None = None, broken: int | None = None, junk: str = "") -> Any:
        def answers(request: Request) -> Response:
            found = re.search(number_in, request.url)
            if not found:
                return answer(request, "", 404)
            at = int(found[1]) - first
            if at == broken:
                return answer(request, junk, 200 if junk else 500)
            last = max(0, -(-size // SIZE) - 1)
            start = min(at, last) * SIZE
            shown = range(100 + start, 100 + min(start + SIZE, size))
            return answer(request, shape(at + first, shown, size if told is None else told))

        return answers

    return make


@pytest.mark.parametrize("size", [1, 9, 10, 11, 35])
def test_all_is_listed_and_once(platform: str, host: Any, read: Any, employer: Any, size: int) -> None:
    report = read(employer(platform, BOARDS[platform][0]), host(size)).only_report
    assert (report.outcome, len(report.listed), report.advertised) == ("complete", size, size)


def test_a_board_without_postings_is_complete(platform: str, host: Any, read: Any, employer: Any) -> None:
    report = read(employer(platform, BOARDS[platform][0]), host(0)).only_report
    assert (report.outcome, report.listed) == ("complete", frozenset())


def test_a_total_beyond_what_is_shown_ends_and_is_partial(
    platform: str, host: Any, read: Any, employer: Any
) -> None:
    report = read(employer(platform, BOARDS[platform][0]), host(20, told=50)).only_report
    assert (report.outcome, len(report.listed)) == ("partial", 20)


@pytest.mark.parametrize("junk", ["", "<html><body>One moment, please.</body></html>"])
def test_a_page_that_is_not_the_list_breaks_it_off(
    platform: str, host: Any, read: Any, employer: Any, junk: str
) -> None:
    row = employer(platform, BOARDS[platform][0])
    assert read(row, host(35, broken=1, junk=junk)).only_report.outcome == "partial"
    assert read(row, host(35, broken=0, junk=junk)).only_report.outcome == "failed"
