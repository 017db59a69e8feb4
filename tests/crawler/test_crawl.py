"""Whole crawls over real HTTP, each in a process of its own, for Scrapy's reactor can't start twice."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from crawler.replay import replay

CRAWL = """
import json, sys
from pathlib import Path
from crawler.options import Options
from crawler.registry import Employer
from crawler.run import Turn, crawl

class Sink:
    def posting(self, posting): print(json.dumps([posting.source, posting.id, posting.url]))
    def report(self, report): print(json.dumps([report.source, report.outcome, report.note]))

employers = [Employer(**row) for row in json.loads(sys.argv[1])]
options = Options(allow_loopback=json.loads(sys.argv[2]), pace_seconds=0.0, concurrency=4,
                  archive=Path(sys.argv[3]) if sys.argv[3:] else None)
reports = crawl(Turn(employers=employers, sink=Sink(), options=options))
"""

FULL = """
from crawler.archive import Archive

def full(*_): raise OSError(28, "No space left on device")

Archive.write = full
"""


def crawl(
    *rows: dict[str, Any], allow_loopback: bool = True, archive: Path | None = None, before: str = ""
) -> tuple[list[Any], str]:
    common = {"kind": "health system", "confidence": "high", "source": "a test"}
    employers = json.dumps([{**common, "name": row["slug"], **row} for row in rows])
    command = [sys.executable, "-W", "error", "-c", before + CRAWL, employers, json.dumps(allow_loopback)]
    command += [str(archive)] if archive else []
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=60, check=False
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def workday(request: Request) -> Response:
    """Three postings, two of them coders'."""
    titles = ["Ward Coder", "Porter", "Lead Coder"]
    path = request.path.removeprefix("/wday/cxs/acme/Jobs")
    if path == "/jobs":
        rows = [{"title": title, "externalPath": f"/job/X/T_R-10{at}"} for at, title in enumerate(titles)]
        shown = rows if request.get_json()["offset"] == 0 else []
        return Response(
            json.dumps({"total": 3, "jobPostings": shown, "facets": []}), mimetype="application/json"
        )
    info = {"title": titles[int(path[-1])], "jobDescription": "<p>x</p>", "posted": True}
    return Response(json.dumps({"jobPostingInfo": info}), mimetype="application/json")


@pytest.fixture
def origin(httpserver: HTTPServer) -> str:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /v1/")
    return httpserver.url_for("").rstrip("/")


def test_boards_are_read_over_http_and_one_that_fails_stops_no_other(
    httpserver: HTTPServer, origin: str
) -> None:
    httpserver.expect_request("/wday/cxs/broken/Jobs/jobs").respond_with_data("no", status=404)
    httpserver.expect_request("/sitemap.xml").respond_with_data(
        b"\x1f\x8bcut short", content_type="application/gzip"
    )
    httpserver.expect_request(re.compile("/wday/cxs/acme/.*")).respond_with_handler(workday)
    lines, errors = crawl(
        {"slug": "good", "platform": "workday", "board": "acme/Jobs", "origin": origin},
        {"slug": "broken", "platform": "workday", "board": "broken/Jobs", "origin": origin},
        {"slug": "refused", "platform": "greenhouse", "board": "acme", "origin": origin},
        {"slug": "cut", "platform": "jsonld", "board": "cut.example", "origin": origin},
    )
    assert errors == ""
    assert {(slug, outcome) for slug, outcome, _ in lines if ":" not in outcome} == {
        ("good", "complete"), ("broken", "failed"), ("refused", "refused"), ("cut", "failed"),
    }  # fmt: skip
    assert sorted(posting for _, posting, _ in lines if posting.startswith("workday:")) == [
        "workday:acme/jobs:R-100",
        "workday:acme/jobs:R-102",
    ]


def test_this_machine_is_not_read_without_the_switch(origin: str) -> None:
    row = {"slug": "near", "platform": "workday", "board": "acme/Jobs", "origin": origin}
    by_name = {**row, "slug": "named", "origin": origin.replace("127.0.0.1", "localhost")}
    lines, _ = crawl(row, by_name, allow_loopback=False)
    assert [(outcome, "this machine" in note) for _, outcome, note in lines] == [("failed", True)] * 2


def test_a_live_board_is_not_asked_without_a_contact() -> None:
    lines, errors = crawl({"slug": "live", "platform": "workday", "board": "h.example/acme/Jobs"})
    assert lines == []
    assert "contact: expected an e-mail or web address" in errors.splitlines()[-1]


def test_a_disk_that_is_full_of_the_archive_is_no_fault_of_the_hosts(
    httpserver: HTTPServer, origin: str, tmp_path: Path
) -> None:
    httpserver.expect_request(re.compile("/wday/cxs/acme/.*")).respond_with_handler(workday)
    row = {"slug": "good", "platform": "workday", "board": "acme/Jobs", "origin": origin}
    lines, errors = crawl(row, archive=tmp_path, before=FULL)
    assert "No space left" in errors.splitlines()[-1]
    assert [one[1] for one in lines if one[0] == "good" and ":" not in one[1]] == ["complete"]
    assert len(httpserver.log) == 4, "rules, list and two postings, each asked for once"


def test_a_crawl_that_is_archived_is_read_again_without_the_network(
    httpserver: HTTPServer, origin: str, tmp_path: Path
) -> None:
    def packed(request: Request) -> Response:
        plain = workday(request)
        headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        return Response(gzip.compress(plain.get_data()), headers=headers)

    httpserver.expect_request(re.compile("/wday/cxs/acme/.*")).respond_with_handler(packed)
    row = {"slug": "good", "platform": "workday", "board": "acme/Jobs", "origin": origin}
    lines, errors = crawl(row, archive=tmp_path)
    assert errors == ""
    httpserver.stop()
    (path,) = tmp_path.iterdir()
    assert sorted(posting.id for posting in replay(path)) == sorted(one[1] for one in lines if ":" in one[1])
    assert len(lines) == 3
