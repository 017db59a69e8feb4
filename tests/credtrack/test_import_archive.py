"""Does an archived crawl come in like any file?"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.http import Request, TextResponse

from crawler.archive import Archive, Crawl
from crawler.registry import Employer
from credtrack.cli import credtrack
from credtrack.mistakes import told
from db.connect import connect

MOMENT = datetime(2026, 11, 20, 8, tzinfo=UTC)
BOARD = Employer(
    slug="acme", name="Acme", kind="vendor", platform="lever", board="jobs.lever.co/acme", confidence="high", source="s"
)  # fmt: skip
POSTING = {
    "id": "1-2",
    "text": "Clinic Coder",
    "hostedUrl": "https://jobs.lever.co/acme/1-2",
    "createdAt": 1_790_000_000_000,
    "description": "<p>CPC required.</p>",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    written = Archive(tmp_path / "kept", Crawl(started_at=MOMENT, allow_loopback=False, employers=(BOARD,)))
    for path, status, body in (
        ("robots.txt", 404, ""),
        ("v0/postings/acme?mode=json", 200, json.dumps([POSTING])),
    ):
        request = Request(f"https://api.lever.co/{path}")
        headers = {"Content-Type": "application/json"}
        answer = TextResponse(request.url, status=status, headers=headers, body=body, encoding="utf-8")
        written.write(request, answer)
    written.close()
    (path,) = (tmp_path / "kept").iterdir()
    return path


def test_an_archive_is_imported_twice_to_the_same_rows(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "real.db"
    for said in ("1 postings new, 0 changed, 0 as before", "0 postings new, 0 changed, 1 as before"):
        assert (
            told(lambda: credtrack.main(["import", str(archive), "--db", str(db)], standalone_mode=False))
            == 0
        )
        assert said in capsys.readouterr().err
    rows = connect(db).execute("select key, fetched_at from postings").fetchall()
    assert rows == [("lever:jobs.lever.co/acme:1-2", "2026-11-20T08:00:00+00:00")]
