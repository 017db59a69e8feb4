"""Does each task do its work on a database, and can the backup be restored?"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.options import Options
from credtrack.config import Config
from credtrack.schedule.errands import Ground, carry_out
from credtrack.schedule.retention import backups
from db.connect import connect
from db.health import faults
from db.tidying import demand_is_right, tidy

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def ground(config: Config, sample: Path) -> Ground:
    shutil.copy(sample, config.database)
    return Ground(config, NOW, lambda: (), Options(), "sample")


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_backup_that_is_put_back_is_the_database_as_it_was(ground: Ground) -> None:
    assert "ours-2026-11-02T090000Z.db" in carry_out("backup", ground)
    ((_, copy),) = backups(ground.config)
    database = ground.config.database
    before = rows(database, "select key, title, tagger_version from postings order by 1")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("update postings set title = 'lost'")
        connection.commit()
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
    shutil.copy(copy, database)
    opened = connect(database)
    assert faults(opened) == []
    opened.conn.close()
    assert rows(database, "select key, title, tagger_version from postings order by 1") == before


def test_verdicts_are_the_months_also_when_they_come_late(ground: Ground) -> None:
    assert "64 verdicts kept" in carry_out("claims", ground)
    kept = "select count(*), min(scheduled), min(substr(taken_at, 1, 10)) from claim_results"
    assert rows(ground.config.database, kept) == [(64, 1, "2026-11-02")]


def test_wrong_counts_of_demand_are_found_and_taken_anew(ground: Ground) -> None:
    assert "the counts of demand are right" in carry_out("demand", ground)
    with closing(sqlite3.connect(ground.config.database)) as connection:
        connection.execute("update demand_change set opened = opened + 5")
        connection.commit()
    assert "were wrong and were taken anew" in carry_out("demand", ground)
    db = connect(ground.config.database)
    assert demand_is_right(db)
    db.conn.close()


def test_what_waits_is_tagged(ground: Ground) -> None:
    with closing(sqlite3.connect(ground.config.database)) as connection:
        connection.execute("update postings set tagged_hash = tagged_hash + 1 where id = 1")
        connection.commit()
    assert carry_out("demand", ground).startswith("1 postings tagged")


def test_a_file_that_is_a_fifth_empty_is_packed(ground: Ground) -> None:
    path = ground.config.database
    assert carry_out("tidy", ground).startswith("not packed, for 0% of it lies empty")
    db = connect(path)
    db.execute("create table ballast (stuff blob)")
    db.execute("insert into ballast select randomblob(4000) from openings, openings as o, openings as p")
    db.execute(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 200) "
        "insert into ballast select randomblob(4000) from n"
    )
    db.execute("drop table ballast")
    done = tidy(db, path)
    db.conn.close()
    assert done.not_packed == ""
    assert done.after < done.before
    assert not faults(connect(path))


def test_only_boards_whose_turn_has_come_are_read(
    ground: Ground, make_board: Callable[[str], object]
) -> None:
    ground = replace(
        ground, employers=lambda: (make_board("elm"),), now=datetime.now(UTC) - timedelta(hours=1)
    )
    assert carry_out("crawl", ground).startswith("0 boards (none due)")


def test_old_files_are_removed(ground: Ground) -> None:
    carry_out("backup", ground)
    carry_out("backup", replace(ground, now=NOW + timedelta(hours=1)))
    assert carry_out("retention", ground) == "1 backups and 0 archived crawls removed"
