"""Does the second process tag what a crawl stores, and leave nothing behind?"""

from datetime import UTC, datetime
from multiprocessing import Pipe
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from crawler.posting import Posting
from credtrack.tagging_beside import Beside, tag_along, tagging_beside
from db.connect import connect
from db.store import put_postings

LATE = "select count(*) from postings where tagged_hash is not content_hash"


def posting(number: int) -> Posting:
    return Posting(
        id=f"board:oak:{number}",
        source="oak",
        platform="board",
        url="https://oak.example",
        title="Clinic Coder",
        employer="Oak Clinic",
        body=f"Codes visits to {number} doctors.\nRequirements\n- CPC required",
        body_kind="text",
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sample.db"


@pytest.fixture
def db(path: Path) -> Database:
    return connect(path, kind="sample")


def test_what_is_stored_while_it_runs_is_tagged_at_the_end(db: Database, path: Path) -> None:
    told: list[int] = []
    with tagging_beside(path) as beside:
        put_postings(db, map(posting, range(3)))
        put_postings(db, map(posting, range(3, 5)))
        beside.finish(db, lambda done, total=None: told.append(done))
    assert beside.done == told[-1] == 5
    assert db.execute(LATE).fetchone() == (0,)
    assert db.execute("select count(*) from openings where is_tagged").fetchone() == (5,)


def test_where_the_other_process_is_gone_the_rest_is_tagged_here(db: Database) -> None:
    put_postings(db, [posting(1)])
    ours, theirs = Pipe()
    theirs.close()
    beside = Beside(ours)
    beside.finish(db, lambda *_: None)
    assert (beside.done, db.execute(LATE).fetchone()) == (1, (0,))


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("credtrack.tagging_beside.os.nice", lambda _: 0)
    monkeypatch.setattr("credtrack.tagging_beside.signal.signal", lambda *_: None)


def test_it_ends_when_nobody_is_left_to_tell(
    db: Database, path: Path, unhurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_postings(db, map(posting, range(4)))
    monkeypatch.setattr("credtrack.tagging_beside.CHUNK", 1)
    ours, theirs = Pipe()
    ours.close()
    tag_along(theirs, path)
    assert db.execute(LATE).fetchone() == (3,)
