"""Whatever one board answers, and however its row is spelled, the crawl of the others goes on."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from scrapy.http import Request, Response

DEEP = 200_000
WORKDAY = "acme.wd5.myworkdayjobs.com/acme/Jobs"
TALEO = "acme.taleo.net/careersection/2"
SITEMAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://acme.example/jobs/123/ward-coder</loc></url></urlset>'
Answers = Callable[[Request], Any]


def workday(**fields: Any) -> Answers:
    """One posting, whose page says what is given."""

    def host(request: Request) -> Any:
        if request.method == "POST":
            row = {"title": "Ward Coder", "externalPath": "/job/X/T_R-1"}
            return {"total": 1, "jobPostings": [row], "facets": []}
        return {"jobPostingInfo": {"title": "Ward Coder", "jobDescription": "Codes.", **fields}}

    return host


def marked_up(page: str) -> Answers:
    """One posting in a sitemap, with its page."""
    return lambda request: SITEMAP if "sitemap" in request.url else page


def taleo(request: Request) -> Any:
    if request.method == "POST":
        return {"requisitionList": [{"contestNo": "1", "column": ["Ward Coder"], "linkedColumn": 0}]}
    if "jobsearch" in request.url:
        return "portal=123"
    return "descRequisition: {_hlid: ['a' b]} fillList('requisitionDescriptionInterface', 'descRequisition', ['x'])"


def lever(**fields: Any) -> Answers:
    row = {"id": "1", "text": "Ward Coder", "hostedUrl": "https://x.example/1", "createdAt": 0, **fields}
    return lambda _: [row]


@pytest.mark.parametrize(
    ("platform", "board", "answers", "outcome", "failed"),
    [
        ("neogov", "no such form", None, "failed", 0),
        ("ukg_pro", "no such form", None, "failed", 0),
        ("ukg_ready", "no such form", None, "failed", 0),
        ("taleo_business_edition", "no such form", None, "failed", 0),
        ("greenhouse", "x/acme", lambda _: {"jobs": [{"id": 1, "title": 5}]}, "failed", 0),
        ("lever", "x/acme", lambda _: "[" * DEEP, "failed", 0),
        ("lever", "x/acme", lever(id="\ud83d"), "failed", 0),
        ("lever", "x/acme", lever(id="1\0"), "failed", 0),
        ("icims_jibe", "acme.example", lambda _: {"jobs": [], "totalCount": "2"}, "failed", 0),
        ("icims_jibe", "acme.example", lambda _: {"jobs": [], "totalCount": -1}, "failed", 0),
        ("jsonld", "acme.example", lambda _: b"\x1f\x8b\x08" + b"cut short", "failed", 0),
        ("jsonld", "acme.example", lambda _: b"\x1f\x8b\x08" + b"\xff" * 40, "failed", 0),
        (
            "jsonld",
            "acme.example",
            marked_up('<script type="application/ld+json">' + '{"a":' * DEEP + "</script>"),
            "complete",
            1,
        ),
        ("lever", "x/acme", lever(description="Codes.", createdAt=10**22), "complete", 1),
        ("lever", "x/acme", lever(description="Codes.", hostedUrl=None), "complete", 1),
        ("workday", WORKDAY, workday(postedOn="Posted 99999999999 Days Ago"), "complete", 1),
        ("workday", WORKDAY, workday(location={"descriptor": "Ulm"}), "complete", 1),
        ("workday", WORKDAY, workday(timeType=["Full time"]), "complete", 1),
        ("workday", WORKDAY, workday(title="Ward Coder \ud83d"), "complete", 1),
        ("taleo_enterprise", TALEO, taleo, "complete", 1),
    ],
)
def test_what_is_malformed_is_counted_on_its_board(
    read: Any, employer: Any, answer: Any, platform: str, board: str, answers: Any, outcome: str, failed: int
) -> None:
    def host(request: Request) -> Response:
        found: Response = answer(request, answers(request) if answers else "")
        return found

    kept = read(employer(platform, board), host)
    assert (kept.only_report.outcome, kept.only_report.failed) == (outcome, failed)
    assert kept.postings == []


def test_a_number_for_a_text_and_a_day_that_is_none_cost_no_posting(
    read: Any, employer: Any, answer: Any
) -> None:
    page = {
        "@type": "JobPosting",
        "title": "Ward Coder",
        "description": "Codes.",
        "validThrough": "0000-00-00",
    }
    script = f'<script type="application/ld+json">{json.dumps(page)}</script>'
    (posting,) = read(
        employer("jsonld", "acme.example"), lambda request: answer(request, marked_up(script)(request))
    ).postings
    assert posting.closes_on is None
    host = workday(jobReqId=17, startDate="2026-02-30")
    (posting,) = read(employer("workday", WORKDAY), lambda request: answer(request, host(request))).postings
    assert (posting.requisition, posting.posted_on) == ("17", None)
