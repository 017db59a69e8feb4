"""Does the sample market's Greenhouse host answer as the platform does?"""

import json
from datetime import date
from html import unescape

import pytest

from credtrack.sample.boards.greenhouse import GreenhouseHost
from credtrack.sample.boards.http import Request
from credtrack.sample.boards.shelf import Calendar, Shelf
from nlp.shapes import Pay

TODAY = date(2026, 11, 22)
LIST = "/v1/boards/pelican/jobs"
WHOLE = (("content", "true"), ("pay_transparency", "true"))


@pytest.fixture
def serve(make_employer, make_market):
    def host(*postings, **words) -> GreenhouseHost:
        employer = make_employer(platform="greenhouse", board="pelican")
        market = make_market(*postings, **words)
        return GreenhouseHost({"pelican": Shelf(employer, postings, market.write, Calendar(TODAY))})

    return host


def test_the_whole_board_comes_at_once_with_escaped_content(serve, make_posting):
    host = serve(*(make_posting(f"40000{at:02}") for at in range(60)), remote_field="Remote")
    board = json.loads(host.answer(Request("GET", LIST, WHOLE)).body)
    row = board["jobs"][0]
    assert board["meta"]["total"] == len(board["jobs"]) == 60
    assert "<" not in row["content"]
    assert unescape(row["content"]) == "<p>Assigns codes & reviews charts.</p>"
    assert row["first_published"].startswith("2026-11-19T")
    assert {field["name"]: field["value"] for field in row["metadata"]} == {
        "Employment Type": "Full time",
        "Workplace Type": "Remote",
    }


def test_without_the_parameters_there_is_neither_content_nor_pay(serve, make_posting):
    row = json.loads(serve(make_posting("4000001")).answer(Request("GET", LIST)).body)["jobs"][0]
    assert not {"content", "pay_input_ranges"} & set(row)


def test_pay_that_is_not_written_stands_in_cents(serve, make_posting):
    pay = Pay(24.5, 31.25, "hour")
    host = serve(
        make_posting("4000001", pay=pay, pay_is_written=False),
        make_posting("4000002", pay=pay, pay_is_written=True),
    )
    rows = json.loads(host.answer(Request("GET", LIST, WHOLE)).body)["jobs"]
    ranges = {row["id"]: row["pay_input_ranges"] for row in rows}
    assert (ranges[4000001][0]["min_cents"], ranges[4000001][0]["max_cents"]) == (2450, 3125)
    assert ranges[4000002] == []


def test_a_closed_posting_and_an_unknown_board_are_404(serve, make_posting):
    host = serve(make_posting("4000001", closed_on=TODAY))
    for path in (f"{LIST}/4000001", "/v1/boards/nobody/jobs"):
        reply = host.answer(Request("GET", path))
        assert (reply.status, json.loads(reply.body)["status"]) == (404, 404)


def test_an_unchanged_board_keeps_its_validator(serve, make_posting):
    host = serve(make_posting("4000001"))
    first, again = (host.answer(Request("GET", LIST)).validator for _ in range(2))
    other = host.answer(Request("GET", LIST, WHOLE)).validator
    assert first == again != other
    assert first is not None
