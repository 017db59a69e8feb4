"""Does the rough market set every trap that it names, and say truly what each does?"""

import gzip
import json
import zlib
from datetime import date, timedelta

import httpx
import pytest

from credtrack.sample.boards.adp_rm_cx import TOKEN
from credtrack.sample.boards.changes import change_named
from credtrack.sample.boards.faults import Fault, Trouble
from credtrack.sample.boards.http import Reply, Request, as_json
from credtrack.sample.boards.rough import platforms
from credtrack.sample.server import running

TODAY = date(2026, 11, 22)
LIST = as_json({"total": 2, "jobPostings": [{"title": "Coder"}, {"title": "Auditor"}]}, asked="list")
PAGE = Reply(200, b"<p>Codes.</p>" * 50, "text/html; charset=utf-8", "detail")


def change(name: str, reply: Reply, path: str = "/list") -> Reply:
    return change_named(name)(Request("GET", path), reply)


def test_every_trap_names_a_change_and_its_outcome():
    every = [trap for platform in platforms() for trap in platform.own + platform.shared]
    assert len(every) > 400
    for trap in every:
        assert not trap.change or change_named(trap.change)
        assert trap.expect in {"complete", "posting_fails", "posting_closes", "not_complete", "refused"}
        assert trap.asked in {"robots", "list", "detail", "sitemap", "other"}


def test_no_platform_has_two_traps_of_one_name():
    for platform in platforms():
        names = [trap.name for trap in platform.own + platform.shared]
        assert len(set(names)) == len(names), platform.name


@pytest.mark.parametrize("name", ["nothing_known", "_redirect", "as_html", "change_named"])
def test_an_unknown_change_is_an_error(name):
    with pytest.raises(ValueError, match=name):
        change_named(name)


def test_a_fault_leaves_other_kinds_alone():
    trouble = Trouble([(fault_of("list", "broken"), change_named("broken"))])
    assert trouble.befall(Request("GET", "/a/list"), LIST, TODAY).status == 500
    assert trouble.befall(Request("GET", "/a/"), PAGE, TODAY) is PAGE


def test_a_fault_waits_for_its_day():
    fault = Fault(employer="a", asked="list", change="broken", since=TODAY)
    trouble = Trouble([(fault, change_named("broken"))])
    days = (TODAY - timedelta(days=1), TODAY)
    assert [trouble.befall(Request("GET", "/"), LIST, day).status for day in days] == [200, 500]


def test_compressed_bodies_are_cut_or_swell():
    cut, bomb = change("cut_gzip", PAGE), change("gzip_bomb", PAGE)
    with pytest.raises(EOFError):
        gzip.decompress(cut.body)
    assert len(bomb.body) < 2_000_000
    assert len(zlib.decompressobj(wbits=31).decompress(bomb.body, 5_000_000)) >= 1_000_000


def test_past_the_end_the_last_rows_come_again():
    repeats = change_named("PastTheEndRepeats")
    empty = as_json({"total": 0, "jobPostings": []}, asked="list")
    first, past = (repeats(Request("POST", "/list"), reply) for reply in (LIST, empty))
    assert json.loads(past.body)["jobPostings"] == json.loads(first.body)["jobPostings"]


def test_rows_repeat_in_lists_and_sitemaps():
    sitemap = Reply(200, b"<urlset><url><loc>a</loc></url></urlset>", "application/xml")
    assert change("ids_repeat", sitemap).body.count(b"<loc>a</loc>") == 2
    assert len(json.loads(change("ids_repeat", LIST).body)["jobPostings"]) == 3


def test_lists_and_sitemaps_can_be_empty():
    sitemap = Reply(200, b"<urlset><url>\n<loc>a</loc></url><url>b</url></urlset>", "application/xml")
    assert change("list_is_empty", sitemap).body == b"<urlset></urlset>"
    assert json.loads(change("list_is_empty", LIST).body) | {"meta": 0} == {
        "jobPostings": [],
        "total": 0,
        "meta": 0,
    }


def test_redirects_lead_to_where_no_crawler_may_go():
    names = ("redirect_to_private", "redirect_to_link_local", "redirect_to_file", "redirect_in_a_circle")
    places = [dict(change(name, PAGE).headers)["Location"] for name in names]
    assert places[0].startswith("http://10.")
    assert places[1].startswith("http://169.254.")
    assert places[2].startswith("file:")
    assert places[3] == "http://127.0.0.1/list"


def test_a_description_grows_to_ten_megabytes():
    assert len(change("huge_description", PAGE).body) > 10_000_000


def fault_of(asked: str, change: str) -> Fault:
    return Fault(employer="heron", asked=asked, change=change)


@pytest.mark.parametrize("name", ["cut_short", "half_closed"])
def test_a_line_that_breaks_is_noticed_by_a_client(make_employer, make_posting, make_market, name):
    own = make_employer(slug="heron", platform="jsonld", board="careers.heron.example")
    market = make_market(make_posting("J1", own))
    serving = running(market, market.write, TODAY, faults=[fault_of("detail", name)])
    with serving as boards, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{boards.origins['heron']}/jobs/J1", trust_env=False)


@pytest.mark.parametrize("trap", ["trailing_comma", "broken_escape", "wrapped_in_comment", "raw_line_breaks"])
def test_broken_markup_is_no_json(make_employer, make_posting, make_market, trap):
    own = make_employer(slug="heron", platform="jsonld", board="careers.heron.example")
    market = make_market(make_posting("J1", own))
    with running(market, market.write, TODAY, faults=[fault_of("detail", trap)]) as boards:
        page = httpx.get(f"{boards.origins['heron']}/jobs/J1", trust_env=False).text
    with pytest.raises(json.JSONDecodeError):
        json.loads(page.partition('ld+json">')[2].partition("</script>")[0])


@pytest.mark.parametrize(("language", "listed"), [("en-US", ["J1"]), ("fr", [])])
def test_a_list_is_asked_for_in_its_language(make_employer, make_posting, make_market, language, listed):
    market = make_market(
        make_posting("J1", make_employer(slug="heron", platform="adp_rm_cx", board="cx/heron"))
    )
    headers = {"orgoid": "ORG1", "myjobstoken": TOKEN, "accept-language": language}
    with running(market, market.write, TODAY) as boards:
        address = (
            f"{boards.origins['heron']}/myadp_prefix/mycareer/public/staffing/v1/job-requisitions?$top=9"
        )
        rows = httpx.get(address, headers=headers, trust_env=False).json()["jobRequisitions"]
    assert [row["reqId"] for row in rows] == listed
