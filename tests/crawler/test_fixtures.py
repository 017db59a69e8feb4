"""Each saved board, read by its spider, gives what stands beside it."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from scrapy.http import Request, Response

from crawler.archive import Archive, Crawl
from crawler.posting import Posting
from crawler.replay import replay
from crawler.run import spiders
from db.boards import finish_boards
from db.connect import connect
from db.rows import EmployerRow
from db.store import put_employers, put_postings

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(path for path in FIXTURES.glob("*/*.json") if not path.name.endswith(".expected.json"))
SEEDS = 100 if os.environ.get("CREDTRACK_PROFILE") == "soak" else 10
ODD = (None, 5, 1.5, -1, 10**30, True, "x", "", "\ud83d", "\0", "2026-99-99", [], [1], {}, {"a": 1})
ODD_SIGNS = ("", "<", "'", '"', "{", "]", "\\", "\0", "&#xd83d;", "\\ud83d")
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
    return crawled_as(
        case.parent.name, json.loads(case.read_text(encoding="utf-8")), read, employer, answer, folder
    )


def crawled_as(
    platform: str,
    saved: dict[str, Any],
    read: Any,
    employer: Any,
    answer: Callable[..., Response],
    folder: Path | None = None,
) -> Any:
    def answers(request: Request) -> Response:
        body = saved["answers"].get(asked_for(request), {"status": 404})
        status = body.get("status", 200) if isinstance(body, dict) else 200
        status = status if type(status) is int and 200 <= status < 600 else 200
        return answer(request, body, status)

    row = employer(platform, saved["board"], addresses=tuple(saved.get("addresses", ())))
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


@every_case
def test_a_value_of_another_kind_neither_ends_the_crawl_nor_hinders_the_storing(
    case: Path, read: Any, employer: Any, answer: Any, tmp_path: Path
) -> None:
    saved = json.loads(case.read_text(encoding="utf-8"))
    db = connect(tmp_path / "kept.db", kind="real")
    put_employers(db, [EmployerRow("Acme Health", None, "health system", None)])
    for seed in range(SEEDS):
        rng = Random(f"{case.stem} {seed}")
        asked = rng.choice(list(saved["answers"]))
        mutated = {**saved["answers"], asked: strange(saved["answers"][asked], rng)}
        kept = crawled_as(case.parent.name, {**saved, "answers": mutated}, read, employer, answer)
        put_postings(db, kept.postings)
        finish_boards(db, kept.reports)
    db.conn.close()


def strange(value: Any, rng: Random) -> Any:
    """The value, with one of those inside it made another; of a text, some signs."""
    if isinstance(value, str):
        at = rng.randrange(len(value) + 1)
        return value[:at] + rng.choice(ODD_SIGNS) + value[at + rng.randrange(200) :]
    if not value or not isinstance(value, (dict, list)) or rng.random() < 0.1:
        return rng.choice(ODD)
    changed = dict(value) if isinstance(value, dict) else list(value)
    at = rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
    inner = value[at]
    changed[at] = rng.choice(ODD) if isinstance(inner, str) else strange(inner, rng)
    return changed


def plain(posting: Posting) -> str:
    return json.dumps(said(posting), sort_keys=True)


def test_every_spider_has_a_saved_board() -> None:
    assert {spider.name for spider in spiders().values()} <= {case.parent.name for case in CASES}
