"""Does a crawl that is killed at any moment go on to the same end?"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from filelock import FileLock
from sqlite_utils.db import Database

from crawler.options import Options
from crawler.registry import Employer
from credtrack.commands.crawling import crawl_or_resume
from credtrack.crawling import crawl_boards
from credtrack.mistakes import UserError
from credtrack.resuming import begin, end
from credtrack.sample.compose import write
from credtrack.sample.server import running
from credtrack.sample.world import build_market
from credtrack.tagging import tag_waiting
from db.connect import connect

CRAWL = Path(__file__).with_name("crawl_with_kills.py")
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SOAKS = os.environ.get("CREDTRACK_PROFILE") == "soak"
KILLS = int(os.environ.get("KILLS", "50" if SOAKS else "2"))
# Many kills need a crawl that is long enough for them: more boards, asked less often. Then it is also tagged beside.
BOARDS, PACE, HOW = (12, "4", "tag") if KILLS > 5 else (5, "0.003", "store")
TOLD = {
    "tags": "select p.key, job_class, role, remote, count(g.id) from postings p left join requirement_groups g on g.posting = p.id group by p.id order by 1",
    "postings": "select key, url, list_hash, content_hash, closed_at is null, absent_count from postings order by key",
    "events": "select key, kind, field, old, new from posting_events e join postings p on p.id = e.posting order by 1, 2, 3",
    "crawls": "select slug, outcome, advertised, listed, fetched + skipped from crawls join sources on sources.id = crawls.source order by 1",
}


def finishes(path: Path, rows: str, seconds: float | None = None) -> bool:
    """Crawl, killed after so many seconds where they are given; whether it came to its own end before."""
    command = [sys.executable, str(CRAWL), str(path), PACE, HOW]
    marker = path.with_name(f"{path.name}.crawl")
    had_begun = marker.exists()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            process.communicate(rows, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return had_begun and not marker.exists()  # it had ended, and was killed on its way out
    assert process.returncode == 0
    return True


def stops(path: Path, rows: str, seconds: float) -> float:
    """Crawl and ask it to stop after so many seconds; how long that took."""
    command = [sys.executable, str(CRAWL), str(path), "0.003"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, text=True) as process:
        try:
            process.communicate(rows, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.terminate()
        asked = monotonic()
        process.wait(timeout=10)
        return monotonic() - asked


def told(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = connect(path)
    try:
        if HOW == "tag":
            tag_waiting(db, lambda *_: None)  # a kill after the crawl's end leaves what the next run tags
        return {name: db.execute(query).fetchall() for name, query in TOLD.items()}
    finally:
        db.conn.close()


def test_a_crawl_that_is_killed_or_stopped_ends_as_one_that_is_not(tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    market = build_market("demo", "demo", 7, day)
    with running(market, write, day) as boards:
        rows = json.dumps([asdict(row) for row in boards.registry[:BOARDS]])
        began = monotonic()
        assert finishes(tmp_path / "calm.db", rows)
        took = monotonic() - began
        killed = list(ends_of_killed(tmp_path, rows, took))
    calm = told(tmp_path / "calm.db")
    assert len(calm["crawls"]) == BOARDS
    assert calm["postings"]
    assert [told(path) for path in killed] == [calm] * len(killed)
    assert not list(tmp_path.glob("*.crawl"))


def ends_of_killed(folder: Path, rows: str, took: float) -> Iterator[Path]:
    """Kill a crawl at random moments until it ends in spite of it, and others after it, until all kills are spent."""
    lives = (2.0, 9.0) if KILLS > 5 else (0.2 * took, 0.8 * took)
    kills = 0
    while kills < KILLS:
        path, ended = folder / f"killed-{kills}.db", False
        while kills < KILLS and not (ended := finishes(path, rows, random.uniform(*lives))):
            kills += 1
        assert ended or finishes(path, rows)
        yield path
        if KILLS <= 5:
            return


@pytest.fixture
def rows() -> Callable[..., list[Employer]]:
    def make(*slugs: str) -> list[Employer]:
        return [
            Employer(
                slug=slug,
                name=slug,
                kind="vendor",
                platform="lever",
                board=slug,
                confidence="high",
                source="s",
            )
            for slug in slugs
        ]

    return make


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return connect(tmp_path / "real.db", kind="real")


def test_a_crawl_goes_on_only_with_the_same_boards_within_a_day(
    tmp_path: Path, db: Database, rows: Callable[..., list[Employer]]
) -> None:
    path = tmp_path / "real.db"
    assert not begin(path, db, rows("a", "b"), NOW, afresh=False).resumed
    later = NOW + timedelta(hours=2)
    assert begin(path, db, rows("b", "a"), later, afresh=False).resumed
    assert not begin(path, db, rows("a"), later, afresh=False).resumed
    assert not begin(path, db, rows("a"), later + timedelta(hours=25), afresh=False).resumed
    assert not begin(path, db, rows("a"), later + timedelta(hours=26), afresh=True).resumed
    end(path)
    assert not begin(path, db, rows("a"), later + timedelta(hours=26), afresh=False).resumed


def test_a_marker_that_is_not_ours_is_passed_over(
    tmp_path: Path, db: Database, rows: Callable[..., list[Employer]]
) -> None:
    (tmp_path / "real.db.crawl").write_text("[]", encoding="utf-8")
    begun = begin(tmp_path / "real.db", db, rows("a"), NOW, afresh=False)
    assert (begun.resumed, [row.slug for row in begun.left]) == (False, ["a"])


def test_no_two_crawls_fill_one_database(tmp_path: Path, db: Database) -> None:
    with (
        FileLock(tmp_path / "real.db.crawl.lock"),
        pytest.raises(UserError, match=r"real\.db: another crawl is filling it"),
    ):
        crawl_boards(db, [], Options(contact="a@b.example"), lambda *_: None)


def test_a_crawl_that_is_turned_away_leaves_the_other_ones_beginning_alone(
    tmp_path: Path, rows: Callable[..., list[Employer]]
) -> None:
    path = tmp_path / "real.db"
    db = connect(path, kind="real")
    begin(path, db, rows("a", "b"), NOW, afresh=False)
    begun = (tmp_path / "real.db.crawl").read_text(encoding="utf-8")
    with FileLock(tmp_path / "real.db.crawl.lock"), pytest.raises(UserError):
        crawl_or_resume(path, db, rows("c"), Options(contact="a@b.example"), afresh=False)
    assert (tmp_path / "real.db.crawl").read_text(encoding="utf-8") == begun
