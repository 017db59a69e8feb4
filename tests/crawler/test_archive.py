"""A crawl that was kept as WARC gives the same postings when it is read again, with nobody asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Request, Response
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import Archive, ArchiveError, Crawl
from crawler.registry import Employer
from crawler.replay import replay

MOMENT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
BOARD = "acme.wd5.myworkdayjobs.com/acme/Jobs"
TITLES = ("Ward Coder", "Porter", "Lead Coder")


def workday(answer: Callable[..., Response], *, troubled: bool = False) -> Callable[[Request], Response]:
    """Three postings, two of them coders'; troubled: the first answer for each posting is a 503."""
    met: set[str] = set()

    def host(request: Request) -> Response:
        if request.method == "POST":
            rows = [{"title": title, "externalPath": f"/job/X/T_R-10{at}"} for at, title in enumerate(TITLES)]
            return answer(request, {"total": 3, "jobPostings": rows, "facets": []})
        if troubled and request.url not in met:
            met.add(request.url)
            return answer(request, "busy", 503)
        info = {
            "title": TITLES[int(request.url[-1])],
            "jobDescription": "<p>Codes – x</p>",
            "postedOn": "Posted Today",
        }
        return answer(request, {"jobPostingInfo": info})

    return host


@pytest.fixture
def archived(tmp_path: Path, read: Any, employer: Callable[..., Employer]) -> Callable[..., Any]:
    def make(answers: Any, **more: Any) -> Any:
        row = employer("workday", BOARD)
        archive = Archive(tmp_path, Crawl(started_at=MOMENT, allow_loopback=False, employers=(row,)))
        kept = read(row, answers, archive=archive, **more)
        archive.close()
        (path,) = tmp_path.iterdir()
        return kept, path

    return make


@pytest.mark.parametrize("troubled", [False, True])
def test_the_postings_are_the_same(archived: Any, answer: Any, troubled: bool) -> None:
    kept, path = archived(workday(answer, troubled=troubled), robots="User-agent: *\nAllow: /")
    found = replay(path)
    assert len(found) == 2

    def told(postings: Any) -> list[Any]:
        return sorted((replace(p, fetched_at=MOMENT, posted_on=None) for p in postings), key=lambda p: p.id)

    assert told(found) == told(kept.postings)
    assert {posting.posted_on for posting in found} == {MOMENT.date()}, "relative dates count from the crawl"
    assert replay(path) == found


def test_an_archive_that_was_cut_short_is_read_as_far_as_it_goes(archived: Any, answer: Any) -> None:
    _, path = archived(workday(answer))
    path.write_bytes(path.read_bytes()[:-200])
    assert len(replay(path)) in {0, 1}


def test_keys_and_cookies_are_not_kept(tmp_path: Path, employer: Any, answer: Any) -> None:
    archive = Archive(
        tmp_path, Crawl(started_at=MOMENT, allow_loopback=False, employers=(employer("workday", BOARD),))
    )
    request = Request("https://h.example/x", headers={"Authorization-Key": "my-key", "User-Agent": "me"})
    archive.write(request, answer(request, "a", set_cookie="my-cookie"))
    archive.close()
    (path,) = tmp_path.iterdir()
    with path.open("rb") as file:
        written = [
            str(record.http_headers) for record in ArchiveIterator(file) if record.rec_type != "metadata"
        ]
    assert len(written) == 2
    assert "my-" not in "".join(written)


@pytest.mark.parametrize("content", [b"", b"not an archive", b"WARC/1.0\r\n\r\n"])
def test_a_file_that_is_no_archive_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"crawl\.warc\.gz: expected a crawl"):
        replay(path)
    with pytest.raises(ArchiveError, match="cannot be read"):
        replay(tmp_path / "absent.warc")
