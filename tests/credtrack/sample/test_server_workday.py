"""Does a Workday tenant of the sample market answer as the platform does?"""

import json
from datetime import date

import pytest

from credtrack.sample.boards.http import Reply, Request
from credtrack.sample.boards.shelf import Calendar, Shelf
from credtrack.sample.boards.workday import WorkdayHost, posted_words

TODAY = date(2026, 11, 22)
SERVICE = "/wday/cxs/pelican/External"


@pytest.fixture
def serve(make_employer, make_market):
    def host(*postings, total_cap=2000, **words) -> WorkdayHost:
        market = make_market(*postings, **words)
        shelf = Shelf(make_employer(), postings, market.write, Calendar(TODAY))
        return WorkdayHost("pelican", {"External": shelf}, total_cap)

    return host


def ask(host: WorkdayHost, **body) -> Reply:
    return host.answer(Request("POST", f"{SERVICE}/jobs", body=json.dumps(body).encode()))


def detail(host: WorkdayHost, path: str) -> Reply:
    return host.answer(Request("GET", SERVICE + path))


def test_total_and_facets_stand_on_the_first_page_alone(serve, make_posting):
    host = serve(*(make_posting(f"R-{at}") for at in range(45)))
    pages = [json.loads(ask(host, limit=20, offset=offset).body) for offset in (0, 20, 40, 60)]
    assert [page["total"] for page in pages] == [45, 0, 0, 0]
    assert [len(page["jobPostings"]) for page in pages] == [20, 20, 5, 0]
    assert [bool(page["facets"]) for page in pages] == [True, False, False, False]


def test_more_than_twenty_rows_are_refused(serve, make_posting):
    host = serve(make_posting("R-1"))
    assert [ask(host, limit=limit).status for limit in (20, 21, 0, "all")] == [200, 400, 400, 400]


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"{", b"\xff"])
def test_an_empty_or_broken_body_is_refused(serve, make_posting, body):
    assert serve(make_posting("R-1")).answer(Request("POST", f"{SERVICE}/jobs", body=body)).status == 400


def test_the_list_is_not_read_by_get(serve, make_posting):
    assert serve(make_posting("R-1")).answer(Request("GET", f"{SERVICE}/jobs")).status == 400


def test_past_the_cap_full_pages_repeat_earlier_rows(serve, make_posting):
    host = serve(*(make_posting(f"R-{at}") for at in range(70)), total_cap=40)
    first, past = (json.loads(ask(host, limit=20, offset=offset).body) for offset in (0, 40))
    assert first["total"] == 40
    assert past["jobPostings"] == first["jobPostings"]


def test_a_facet_slices_a_capped_board(serve, make_posting):
    kinds = ["full_time"] * 50 + ["part_time"] * 20
    host = serve(
        *(make_posting(f"R-{at}", employment_type=kind) for at, kind in enumerate(kinds)), total_cap=40
    )
    facets = {facet["facetParameter"]: facet for facet in json.loads(ask(host, offset=0).body)["facets"]}
    by_count = {value["count"]: value["id"] for value in facets["timeType"]["values"]}
    sliced = json.loads(ask(host, appliedFacets={"timeType": [by_count[20]]}).body)
    assert set(by_count) == {50, 20}
    assert sliced["total"] == 20


def test_a_row_leads_to_its_detail(serve, make_posting):
    host = serve(make_posting("R-1001-1"), location="Tampa, FL; Miami, FL", remote_field="Hybrid")
    row = json.loads(ask(host, limit=20).body)["jobPostings"][0]
    reply = detail(host, row["externalPath"])
    info = json.loads(reply.body)["jobPostingInfo"]
    assert row["locationsText"] == "2 Locations"
    assert row["postedOn"] == "Posted 3 Days Ago"
    assert row["remoteType"] == info["remoteType"] == "Hybrid"
    assert (info["location"], info["additionalLocations"]) == ("Tampa, FL", ["Miami, FL"])
    assert (info["startDate"], info["jobReqId"]) == ("2026-11-19", "R-1001")
    assert reply.asked == "detail"


def test_a_closed_posting_is_off_the_list_and_gone(serve, make_posting):
    host = serve(make_posting("R-1", closed_on=TODAY), make_posting("R-2", posted_on=date(2026, 11, 23)))
    assert json.loads(ask(host, limit=20).body)["total"] == 0
    for path in ("/job/Tampa/Coder_R-1", "/job/Tampa/Coder_R-2"):
        reply = detail(host, path)
        assert (reply.status, json.loads(reply.body)["errorCode"]) == (404, "S21")


def test_wrong_coordinates_answer_as_the_platform_does(serve, make_posting):
    host = serve(make_posting("R-1"))
    paths = [
        "/wday/cxs/other/External/jobs",
        "/wday/cxs/pelican/Wrong/jobs",
        f"{SERVICE}/job/job/Tampa/Coder_R-1",
    ]
    assert [host.answer(Request("GET", path)).status for path in paths] == [422, 404, 406]


def test_site_names_are_read_in_any_case(serve, make_posting):
    request = Request("POST", "/wday/cxs/pelican/external/jobs", body=b'{"limit": 20}')
    assert serve(make_posting("R-1")).answer(request).status == 200


def test_the_rules_name_the_sitemap_and_what_is_forbidden(serve, make_posting):
    host = serve(make_posting("R-1"))
    rules = host.answer(Request("GET", "/robots.txt", host="127.0.0.1:7")).body.decode()
    assert "Sitemap: http://127.0.0.1:7/External/siteMap.xml" in rules
    assert "Disallow: /talentcommunity/" in rules
    assert b"_R-1</loc>" in host.answer(Request("GET", "/External/siteMap.xml")).body


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Posted Today"),
        (1, "Posted Yesterday"),
        (30, "Posted 30 Days Ago"),
        (31, "Posted 30+ Days Ago"),
    ],
)
def test_age_is_said_in_the_platforms_words(days, words):
    assert posted_words(days) == words


def test_facets_with_one_count_stand_in_the_same_order_in_every_process(serve, make_posting):
    host = serve(make_posting("R-1"), location="Waco, TX; Tampa, FL; Reno, NV; Boise, ID; Salem, OR")
    *_, places = json.loads(ask(host, limit=20, offset=0).body)["facets"]
    named = [value["descriptor"] for value in places["values"][-1]["values"]]
    assert named == ["Boise, ID", "Reno, NV", "Salem, OR", "Tampa, FL", "Waco, TX"]
