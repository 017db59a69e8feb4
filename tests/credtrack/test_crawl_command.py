"""Does a crawl leave everything stored and tagged, and do its table and exit code say how it went?"""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.posting import BoardReport
from credtrack.commands.crawling import exit_code, show_reports
from credtrack.sample.boards.faults import Fault
from credtrack.sample.compose import write
from credtrack.sample.server import running
from credtrack.sample.world import build_market
from db.connect import connect

PROGRAM = Path(__file__).with_name("crawl_and_tag_once.py")
DAY = date(2026, 11, 20)
BOARDS = 3


def report(outcome: str) -> BoardReport:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    blank = BoardReport(
        source="acme",
        platform="lever",
        outcome="complete",
        started_at=moment,
        finished_at=moment,
        advertised=None,
        listed=frozenset(),
        screened_out=0,
        fetched=0,
        failed=0,
        blocked=0,
        skipped=0,
    )
    return replace(blank, outcome=outcome)  # type: ignore[arg-type]  # one of the outcomes


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([], 0),
        (["complete", "refused"], 0),
        (["complete", "partial"], 1),
        (["shrunken"], 1),
        (["blocked"], 1),
        (["failed", "complete"], 1),
    ],
)
def test_the_exit_code_tells_whether_every_board_was_read_to_its_end_or_refused(
    outcomes: list[str], code: int
) -> None:
    assert exit_code(list(map(report, outcomes))) == code


@pytest.mark.parametrize(
    ("outcomes", "hinted"), [(["failed", "failed"], True), (["failed", "refused"], False), ([], False)]
)
def test_where_no_board_can_be_read_the_network_is_named(
    outcomes: list[str], hinted: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    show_reports(list(map(report, outcomes)), as_json=False)
    assert ("look at this machine's network" in capsys.readouterr().err) == hinted


def test_a_crawl_leaves_all_stored_and_tagged_and_says_which_board_failed(tmp_path: Path) -> None:
    market = build_market("demo", "demo", 7, DAY)
    slugs = [employer.slug for employer in market.employers if employer.platform == "jsonld"][:BOARDS]
    broken = Fault(employer=slugs[0], asked="sitemap", change="broken")
    with running(market, write, DAY, faults=[broken]) as boards:
        rows = [asdict(row) for row in boards.registry if row.slug in slugs]
        ended = subprocess.run(
            [sys.executable, str(PROGRAM), str(tmp_path / "one.db")],
            input=json.dumps(rows),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert ended.returncode == 1, ended.stderr
    (line,) = [line for line in ended.stdout.splitlines() if line.startswith(slugs[0])]
    assert "failed" in line
    assert "the host answers 500" in line
    assert "3 boards: 2 complete, 1 failed" in ended.stderr
    db = connect(tmp_path / "one.db")
    stored, tagged, joined = (
        db.execute(f"select count(*) from {what}").fetchone()[0]
        for what in ("postings", "postings where tagged_hash = content_hash", "openings where is_tagged")
    )
    assert stored == tagged > 0
    assert joined > 0
