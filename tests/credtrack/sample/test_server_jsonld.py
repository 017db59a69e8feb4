"""Does an employer's own site in the sample market hold schema.org markup as such sites do?"""

import json
from datetime import date

import pytest
from extruct import JsonLdExtractor

from credtrack.sample.boards.http import Reply, Request
from credtrack.sample.boards.jsonld import JsonLdHost
from credtrack.sample.boards.shelf import Calendar, Shelf
from nlp.shapes import Pay

TODAY = date(2026, 11, 22)
SLUGS = ["heron", "egret-clinic", "osprey", "kite-medical", "plover", "wren", "teal", "dunlin-health"]


@pytest.fixture
def serve(make_employer, make_market):
    def host(*postings, slug="heron", **words) -> JsonLdHost:
        employer = make_employer(platform="jsonld", board="careers.heron.example", slug=slug)
        market = make_market(*postings, **words)
        return JsonLdHost(Shelf(employer, postings, market.write, Calendar(TODAY)))

    return host


def get(host: JsonLdHost, path: str) -> Reply:
    return host.answer(Request("GET", path, host="127.0.0.1:7"))


def markup(reply: Reply) -> dict:
    (found,) = JsonLdExtractor().extract(reply.body.decode())[-1:]
    found = found.get("@graph", [found])[-1]
    assert found["@type"] == "JobPosting"
    return found


def test_rules_lead_over_the_sitemap_index_to_the_open_postings(serve, make_posting):
    host = serve(make_posting("J100"), make_posting("J200", closed_on=TODAY))
    assert b"Sitemap: http://127.0.0.1:7/sitemap.xml" in get(host, "/robots.txt").body
    assert b"<loc>http://127.0.0.1:7/sitemap-jobs-1.xml</loc>" in get(host, "/sitemap.xml").body
    shown = get(host, "/sitemap-jobs-1.xml").body
    assert b"<loc>http://127.0.0.1:7/jobs/J100/inpatient-coder</loc>" in shown
    assert b"J200" not in shown


@pytest.mark.parametrize("slug", SLUGS)
def test_every_style_of_site_holds_the_posting(serve, make_posting, slug):
    found = markup(get(serve(make_posting("J100"), slug=slug), "/jobs/J100"))
    assert found["title"] == "Inpatient Coder"
    assert found["datePosted"].startswith("2026-11-19")
    assert found["validThrough"] >= "2026-11-22"
    assert found["identifier"]["value"] == "R-1001"
    assert found["jobLocation"][0]["address"]["addressLocality"] == "Tampa"


def test_pay_that_is_not_written_stands_in_the_markup(serve, make_posting):
    host = serve(make_posting("J100", pay=Pay(52000, None, "year"), pay_is_written=False))
    value = markup(get(host, "/jobs/J100"))["baseSalary"]["value"]
    assert value == {"@type": "QuantitativeValue", "minValue": 52000, "unitText": "YEAR"}


def test_remote_work_is_marked_with_the_states_it_is_open_to(serve, make_posting):
    posting = make_posting("J100", remote="remote", places=(), states=("TX", "OH"))
    found = markup(get(serve(posting, remote_field="TELECOMMUTE"), "/jobs/J100"))
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert [state["name"] for state in found["applicantLocationRequirements"]] == ["TX", "OH"]
    assert "jobLocation" not in found


def test_closed_postings_answer_404_410_or_with_a_past_last_day(serve, make_posting):
    seen = set()
    for slug in SLUGS:
        reply = get(serve(make_posting("J100", closed_on=date(2026, 11, 20)), slug=slug), "/jobs/J100")
        seen.add(reply.status)
        assert reply.status != 200 or markup(reply)["validThrough"] < "2026-11-20"
    assert seen == {200, 404, 410}


def test_markup_cannot_end_its_own_script(serve, make_posting):
    page = get(serve(make_posting("J100"), body="<p></script><b>x</b></p>"), "/jobs/J100")
    raw = page.body.decode().partition('ld+json">')[2].partition("</script>")[0]
    assert json.loads(raw)


def test_pages_say_that_they_are_sample_data(serve, make_posting):
    for path in ("/", "/about", "/jobs/J100", "/jobs/none", "/nowhere"):
        assert b"<title>SAMPLE DATA: " in get(serve(make_posting("J100")), path).body
