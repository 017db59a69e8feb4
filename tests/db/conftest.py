"""What do the database's tests share?"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils.db import Database

from crawler.posting import BoardReport, Posting
from credtrack.bench.truthful import load_market
from db.connect import connect
from db.demand import register
from db.rows import Tagged
from db.store import put_postings
from db.tagging import put_tags, untagged
from nlp.shapes import RequirementGroup, Tags

START = datetime(2026, 3, 1, 12, tzinfo=UTC)

MakePosting = Callable[..., Posting]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ours.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    opened = connect(path, kind="real")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def market_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small sample market in a file, as a perfect tagger would leave it; not to be written."""
    path = tmp_path_factory.mktemp("market") / "credtrack.db"
    load_market(path, "true", size="demo").close()
    return path


@pytest.fixture
def market(market_path: Path) -> Iterator[Database]:
    opened = connect(market_path, readonly=True)
    register(opened.conn)
    yield opened
    opened.close()


@pytest.fixture
def make_posting() -> MakePosting:
    def make(number: int = 1, *, hours: int = 0, **fields: Any) -> Posting:
        said: dict[str, Any] = {
            "id": f"board:elm:{number}",
            "source": "elm",
            "platform": "board",
            "url": f"https://elm.example/{number}",
            "title": "Coder",
            "employer": "Elm Clinic",
            "body": f"Codes charts, desk {number}. CPC required.",
            "body_kind": "text",
            "fetched_at": START + timedelta(hours=hours),
            "locations": ("Tyler, TX",),
        }
        return Posting(**(said | fields))

    return make


@pytest.fixture
def make_report() -> Callable[..., BoardReport]:
    def make(hours: int, listed: set[str], **fields: Any) -> BoardReport:
        said: dict[str, Any] = {
            "source": "elm",
            "platform": "board",
            "outcome": "complete",
            "started_at": START + timedelta(hours=hours),
            "finished_at": START + timedelta(hours=hours, minutes=5),
            "advertised": len(listed),
            "listed": frozenset(listed),
            "screened_out": 0,
            "fetched": 0,
            "failed": 0,
            "blocked": 0,
            "skipped": 0,
        }
        return BoardReport(**(said | fields))

    return make


@pytest.fixture
def make_tags() -> Callable[..., Tags]:
    def make(**fields: Any) -> Tags:
        said: dict[str, Any] = {
            "job_class": "coder",
            "role": "coder",
            "employer_setting": "physician_practice",
            "work_types": ("professional",),
            "requirements": (RequirementGroup("required", ("CPC",)),),
            "states": ("TX",),
        }
        return Tags(**(said | fields))

    return make


@pytest.fixture
def load(db: Database, make_tags: Callable[..., Tags]) -> Callable[..., None]:
    """Stores postings and tags each with the same, or with those given for its id."""

    def into(postings: list[Posting], tags: Tags | None = None, **by_number: Tags) -> None:
        put_postings(db, postings)
        rows = [
            Tagged(
                row.id,
                row.content,
                row.body,
                False,
                by_number.get(f"n{row.id.split(':')[-1]}", tags or make_tags()),
                "1",
            )
            for row in untagged(db, 10_000)
        ]
        put_tags(db, rows)

    return into
