"""A served sample with hostile postings in it, an empty one, and a real browser."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from crawler.posting import Posting
from credtrack.sample.compose import write
from credtrack.sample.facts import SamplePosting
from credtrack.sample.world import build_market
from credtrack.tagging import tag_waiting
from db.connect import connect
from db.store import put_postings

TODAY = date(2026, 11, 22)
POSTINGS = 260
PICTURED = os.environ.get("CREDTRACK_PICTURES")  # the demo's database, of which the tour's pictures are taken
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found and os.environ.get("CI"):
        pytest.fail("chromium is absent, and under CI it must be there")
    if not found:
        pytest.skip("chromium is absent: apt-get install chromium")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for a module; a longer life would leave its event loop running under other tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


def as_posting(sample: SamplePosting) -> Posting:
    written = write(sample)
    return Posting(
        id=sample.id,
        source=sample.board_employer.board,
        platform=sample.board_employer.platform,
        url=f"https://boards.example/{sample.native_id}",
        title=written.title,
        employer=sample.board_employer.name,
        employer_kind=sample.board_employer.kind,
        body=written.body,
        body_kind=written.body_kind,
        fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
        locations=(written.location,),
        posted_on=sample.posted_on,
        requisition=sample.requisition,
    )


def hostile() -> Iterator[Posting]:
    text = (Path(__file__).parent / "hostile.toml").read_text(encoding="utf-8")
    for number, each in enumerate(tomllib.loads(text)["posting"], 1):
        yield Posting(
            id=f"file:hostile:{number}",
            source="hostile",
            platform="file",
            url=each["url"],
            title=each["title"],
            employer=each["employer"],
            body=each["body"],
            body_kind=each["kind"],
            fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
            locations=(each["location"],),
            posted_on=TODAY,
            requisition=each["requisition"],
        )


@contextmanager
def served(path: Path) -> Iterator[str]:
    command = [sys.executable, "-P", "-m", "credtrack", "serve", "--db", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        line = next(line for line in server.stderr if line.startswith("serving "))
        yield line.partition(" at ")[2].split()[0].rstrip("/")
        server.terminate()


APPRENTICE = Posting(
    id="file:ohio:1",
    source="ohio",
    platform="file",
    url="https://acme.example/ohio",
    title="Apprentice Medical Coder",
    employer="Maple Street Family Medicine",
    body="Code office visits.\nRequirements\n- CPC-A required",
    body_kind="text",
    fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
    locations=("Columbus, OH",),
    posted_on=TODAY,
)


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a sample market; postings 1 and 2 are hostile. Pictures are taken of the database named."""
    if PICTURED:
        with served(Path(PICTURED)) as address:
            yield address
        return
    path = tmp_path_factory.mktemp("site") / "market.db"
    db = connect(path, kind="sample")
    market = build_market("demo", "demo", 20, TODAY)
    put_postings(db, [*hostile(), APPRENTICE, *map(as_posting, market.postings[-POSTINGS:])])
    tag_waiting(db, lambda *_: None)
    db.conn.close()
    with served(path) as address:
        yield address


@pytest.fixture(scope="session")
def empty_site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database that holds nothing yet."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    connect(path, kind="real").conn.close()
    with served(path) as address:
        yield address
