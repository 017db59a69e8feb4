"""Which postings are found in archived pages, and which pages are passed over?"""

import gzip
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import brotli
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.posting import Posting
from credtrack.bulk.plan import BulkError, parts
from credtrack.bulk.records import records
from credtrack.bulk.work import tag_part
from db.importing import Problem

NOW = datetime(2026, 11, 22, tzinfo=UTC)
POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Inpatient Coder",
    "description": "<p>CCS required.</p>",
    "datePosted": "2026-02-03",
    "validThrough": "2026-04-01",
    "hiringOrganization": {"@type": "Organization", "name": "Birch Hospital"},
    "jobLocation": {"address": {"addressLocality": "Akron", "addressRegion": "OH"}},
}
QUADS = """\
_:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/JobPosting> <https://jobs.birch.example/7> .
_:a <http://schema.org/title> "Inpatient Coder"@en <https://jobs.birch.example/7> .
_:a <http://schema.org/description> "<p>CCS required \\u2014 no other.</p>" <https://jobs.birch.example/7> .
_:a <http://schema.org/hiringOrganization> _:b <https://jobs.birch.example/7> .
_:b <http://schema.org/name> "Birch Hospital" <https://jobs.birch.example/7> .
_:a <http://schema.org/jobLocation> _:c <https://jobs.birch.example/7> .
_:c <http://schema.org/address> _:d <https://jobs.birch.example/7> .
_:d <http://schema.org/addressLocality> "Akron" <https://jobs.birch.example/7> .
_:d <http://schema.org/addressRegion> "OH" <https://jobs.birch.example/7> .
_:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/JobPosting> <https://jobs.birch.example/8> .
_:a <http://schema.org/title> "Registered Nurse" <https://jobs.birch.example/8> .
_:a <http://schema.org/description> "Nights." <https://jobs.birch.example/8> .
"""


def marked_up(posting: object) -> bytes:
    return f'<html><script type="application/ld+json">{json.dumps(posting)}</script></html>'.encode()


def warc(path: Path, pages: dict[str, bytes], **more: str) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body in pages.items():
            said = [("Content-Type", "text/html"), *((k.replace("_", "-"), v) for k, v in more.items())]
            headers = StatusAndHeaders("200 OK", said, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2026-03-01T10:00:00Z"},
            )
            writer.write_record(record)
    return path


def read(path: Path) -> list[Posting | Problem | None]:
    return [record for part in parts([path]) for record in records(part, {}, NOW)]


def test_a_page_marked_up_as_a_coders_posting_is_one(tmp_path: Path) -> None:
    path = warc(tmp_path / "crawl.warc.gz", {"https://www.birch.example/jobs/7": marked_up(POSTING)})
    (posting,) = read(path)
    assert isinstance(posting, Posting)
    assert (posting.id, posting.employer, posting.locations) == (
        "web:birch.example:jobs/7",
        "Birch Hospital",
        ("Akron, OH",),
    )
    assert (posting.posted_on, posting.closes_on) == (date(2026, 2, 3), date(2026, 4, 1))
    assert posting.fetched_at == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_other_pages_are_passed_over_and_other_titles_counted(tmp_path: Path) -> None:
    pages = {
        "https://birch.example/": b"<html>Welcome</html>",
        "https://birch.example/jobs": b"<html>JobPosting is a word here</html>",
        "https://birch.example/jobs/9": marked_up(POSTING | {"title": "Dishwasher"}),
    }
    assert read(warc(tmp_path / "crawl.warc.gz", pages)) == [None]


def test_a_posting_that_cannot_be_read_is_rejected_with_its_address(tmp_path: Path) -> None:
    pages = {
        "https://birch.example/jobs/1": marked_up(POSTING | {"description": ""}),
        "file:///etc/jobs/2": marked_up(POSTING),
        "https://birch.example/jobs/3": marked_up(POSTING),
    }
    first, second, third = read(warc(tmp_path / "crawl.warc.gz", pages))
    assert isinstance(first, Problem)
    assert "birch.example/jobs/1 (the posting has no description)" in first.expected
    assert isinstance(second, Problem)
    assert isinstance(third, Posting)


def test_pages_packed_by_brotli_are_read_and_broken_ones_passed_over(tmp_path: Path) -> None:
    whole = brotli.compress(marked_up(POSTING))
    pages = {"https://birch.example/jobs/1": b"no brotli", "https://birch.example/jobs/2": whole}
    (posting,) = read(warc(tmp_path / "crawl.warc.gz", pages, Content_Encoding="br"))
    assert isinstance(posting, Posting)
    assert posting.title == "Inpatient Coder"


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        said = b"20260301 birch.example. IN A 192.0.2.1"
        writer.write_record(
            writer.create_warc_record(
                "dns:birch.example",
                "response",
                payload=io.BytesIO(said),
                length=len(said),
                warc_content_type="text/dns",
            )
        )
    assert read(path) == []


def test_half_a_sign_costs_neither_the_page_nor_its_part(tmp_path: Path) -> None:
    posting = POSTING | {"title": "Inpatient Coder \ud83d", "hiringOrganization": {"name": "\0Birch \ud83d"}}
    path = warc(tmp_path / "crawl.warc.gz", {"https://birch.example/jobs/1": marked_up(posting)})
    (part,) = parts([path])
    tag_part(part, {}, NOW, str(tmp_path))
    (row,) = pq.read_table(tmp_path / "part-00000.parquet").to_pylist()
    assert (row["title"], row["employer"]) == ("Inpatient Coder ?", "Birch ?")


def test_an_archive_that_breaks_off_is_told_as_such(tmp_path: Path) -> None:
    path = warc(tmp_path / "crawl.warc.gz", {"https://birch.example/jobs/7": marked_up(POSTING)})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(BulkError, match="whole WARC records"):
        read(path)


def test_quads_of_a_page_describe_its_posting(tmp_path: Path) -> None:
    path = tmp_path / "part_1.gz"
    path.write_bytes(gzip.compress(QUADS.encode()))
    posting, nurse = read(path)
    assert isinstance(posting, Posting)
    assert posting.body == "<p>CCS required — no other.</p>"
    assert (posting.employer, posting.locations) == ("Birch Hospital", ("Akron, OH",))
    assert nurse is None


def test_a_line_that_is_no_quad_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "postings.nq"
    path.write_text("not a quad\n" + QUADS, encoding="utf-8")
    problem, posting, _ = read(path)
    assert isinstance(problem, Problem)
    assert problem.line == 1
    assert isinstance(posting, Posting)


def test_a_broken_literal_rejects_its_page_alone(tmp_path: Path) -> None:
    path = tmp_path / "postings.nq"
    path.write_text(QUADS.replace('"Akron"', '"Akron', 1), encoding="utf-8")
    first, second = read(path)
    assert isinstance(first, Problem)
    assert second is None
