"""Does a schedule that is left alone end with what the market's generator knows, whatever befalls it?"""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from credtrack.soak.play import Played, market_of, soak
from credtrack.soak.truth import judge
from db.connect import connect
from db.exporting import backup

YEAR = os.environ.get("CREDTRACK_PROFILE") == "soak"
DAYS, BOARDS = (365, 62) if YEAR else (18, 3)
LAST_DAY = date(2026, 10, 25)
FLAT = 1.15


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return soak(tmp_path_factory.mktemp("soak"), days=DAYS, boards=BOARDS, last_day=LAST_DAY)


def is_flat(values: Sequence[float]) -> bool:
    """Whether the last tenth lies no more than 15 % above the tenth that follows the first."""
    tenth = max(3, len(values) // 10)
    return median(values[-tenth:]) <= FLAT * median(values[tenth : 2 * tenth])


def test_no_posting_is_lost_doubled_or_wrongly_closed(played: Played) -> None:
    assert played.verdict.wrong == []
    assert played.verdict.postings > DAYS / 2
    assert played.verdict.crawls > 0.8 * DAYS * BOARDS


def test_every_kind_of_misfortune_struck(played: Played) -> None:
    killed = {"crawl_killed", "backup_killed", "demand_killed", "schedule_killed"}
    shut_out = {"crawl_on_full_disk", "backup_on_full_disk", "crawl_locked_out", "demand_locked_out"}
    assert played.measures.struck.keys() >= killed | shut_out | {"clock_set_back", "machine_off"}
    assert played.troubles >= 1
    told = "\n".join(played.measures.failed)
    assert "database is locked" in told
    assert "disk" in told


def test_memory_and_file_handles_stay_flat(played: Played) -> None:
    for task in ("crawl", "backup", "demand"):
        assert is_flat(played.measures.megabytes[task])
        handles = played.measures.handles[task]
        assert max(handles[-10:]) <= max(handles[:10])
    before, after = played.own_megabytes
    assert after < FLAT * before
    assert played.own_handles[1] - played.own_handles[0] <= 2  # the fork server's


def test_what_is_wrong_would_be_seen(played: Played, tmp_path: Path) -> None:
    path = tmp_path / "wrong.db"
    db = connect(played.database)
    backup(db, path)
    db.conn.close()
    db = connect(path)
    standing = db.execute("select id from postings where closed_at is null order by id limit 3").fetchall()
    first, second, third = (number for (number,) in standing)
    db.execute("update postings set key = 'elsewhere:1' where id = ?", [first])
    db.execute("insert into posting_events (posting, at, kind) values (?, '2026-10-09', 'opened')", [second])
    db.execute(
        "insert into posting_events (posting, at, kind, reason) values (?, '2020-01-01', 'closed', 'absent')",
        [third],
    )
    db.execute("update postings set tagger_version = null, job_class = null where id = ?", [third])
    found = judge(db, market_of(BOARDS, LAST_DAY).postings)
    db.conn.close()
    kinds = ("lost", "invented", "doubled", "wrongly_closed", "untagged")
    assert [len(getattr(found, kind)) for kind in kinds] == [1, 1, 1, 1, 1]
