"""Each saved board, read by its spider, gives what stands beside it."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from scrapy.http import Request, Response

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


def found_on(case: Path, read: Any, employer: Any, answer: Callable[..., Response]) -> dict[str, Any]:
    saved = json.loads(case.read_text(encoding="utf-8"))

    def answers(request: Request) -> Response:
        body = saved["answers"][asked_for(request)]
        status = body.get("status", 200) if isinstance(body, dict) else 200
        return answer(request, body, status)

    row = employer(case.parent.name, saved["board"], addresses=tuple(saved.get("addresses", ())))
    kept = read(row, answers, robots=saved.get("robots"))
    return {"report": said(kept.only_report), "postings": [said(posting) for posting in kept.postings]}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_saved_board_gives_what_stands_beside_it(
    case: Path, read: Any, employer: Any, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDTRACK_USAJOBS_KEY", "a key")
    monkeypatch.setenv("CREDTRACK_USAJOBS_EMAIL", "me@example.org")
    found = found_on(case, read, employer, answer)
    beside = case.with_suffix(".expected.json")
    if os.environ.get("UPDATE_FIXTURES"):
        beside.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(beside.read_text(encoding="utf-8"))


def test_every_spider_has_a_saved_board() -> None:
    assert {spider.name for spider in spiders().values()} <= {case.parent.name for case in CASES}
