"""Each saved board, read by its spider, gives what stands beside it."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from scrapy.http import Request, Response

from crawler.archive import Archive, Crawl
from crawler.posting import Posting
from crawler.replay import replay
from crawler.run import spiders

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(path for path in FIXTURES.glob("*/*.json") if not path.name.endswith(".expected.json"))
LEFT_OUT = {"unchanged", "fetched_at", "started_at", "finished_at", "source", "list_hash", "employer_kind"}


def said(value: Any) -> Any:
    fields = {
        key: found for key, found in asdict(value).items() if key not in LEFT_OUT and found not in (None, ())
    }
    if fields.get("posted_kind") == "on_or_before":
        del fields["posted_on"]  # counted back from today
    return json.loads(
        json.dumps(
            fields, default=lambda found: sorted(found) if isinstance(found, frozenset) else str(found)
        )
    )


def asked_for(request: Request) -> str:
    """What was asked, in one line; Phenom asks everything of one address."""
    parts = urlsplit(request.url)
    line = f"{request.method} {parts.path}" + (f"?{parts.query}" if parts.query else "")
    line = re.sub(r"(?<=StartPositionOpenDate=)[\d-]+", "TWO YEARS AGO", line)
    if parts.path != "/widgets":
        return line
    query = json.loads(request.body)
    return " ".join(filter(None, [line, query["ddoKey"], query.get("jobId")]))


def crawled(
    case: Path, read: Any, employer: Any, answer: Callable[..., Response], folder: Path | None = None
) -> Any:
    """What a spider makes of a saved board, kept as WARC where a folder is given."""
    saved = json.loads(case.read_text(encoding="utf-8"))

    def answers(request: Request) -> Response:
        body = saved["answers"][asked_for(request)]
        status = body.get("status", 200) if isinstance(body, dict) else 200
        return answer(request, body, status)

    row = employer(case.parent.name, saved["board"], addresses=tuple(saved.get("addresses", ())))
    if folder is None:
        return read(row, answers, robots=saved.get("robots"))
    about = Crawl(started_at=datetime.now(UTC), allow_loopback=False, employers=(row,))
    archive = Archive(folder, about)
    kept = read(row, answers, robots=saved.get("robots"), archive=archive)
    archive.close()
    return kept


def found_on(case: Path, read: Any, employer: Any, answer: Callable[..., Response]) -> dict[str, Any]:
    kept = crawled(case, read, employer, answer)
    return {"report": said(kept.only_report), "postings": [said(posting) for posting in kept.postings]}


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDTRACK_USAJOBS_KEY", "a key")
    monkeypatch.setenv("CREDTRACK_USAJOBS_EMAIL", "me@example.org")


every_case = pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")


@every_case
def test_a_saved_board_gives_what_stands_beside_it(case: Path, read: Any, employer: Any, answer: Any) -> None:
    found = found_on(case, read, employer, answer)
    beside = case.with_suffix(".expected.json")
    if os.environ.get("UPDATE_FIXTURES"):
        beside.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(beside.read_text(encoding="utf-8"))


@every_case
def test_a_saved_board_that_was_archived_is_read_again_to_the_same_postings(
    case: Path, read: Any, employer: Any, answer: Any, tmp_path: Path
) -> None:
    kept = crawled(case, read, employer, answer, tmp_path)
    (path,) = tmp_path.iterdir()
    assert sorted(map(plain, replay(path))) == sorted(map(plain, kept.postings))


def plain(posting: Posting) -> str:
    return json.dumps(said(posting), sort_keys=True)


def test_every_spider_has_a_saved_board() -> None:
    assert {spider.name for spider in spiders().values()} <= {case.parent.name for case in CASES}
