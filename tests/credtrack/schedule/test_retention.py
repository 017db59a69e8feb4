"""Are the right backups and archives removed, and nothing else?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from credtrack.schedule.retention import backup_path, backups, remove_old, surplus

FIRST = datetime(2026, 1, 1, 2, 30, tzinfo=UTC)


def test_the_last_of_the_latest_days_weeks_and_months_stay(config) -> None:
    config = replace(config, backup_daily=3, backup_weekly=2, backup_monthly=3)
    found = [
        (moment, backup_path(config, moment)) for moment in (FIRST + timedelta(days=n) for n in range(90))
    ]
    gone = set(surplus(found, config))
    kept = [f"{moment:%m-%d}" for moment, path in found if path not in gone]
    assert kept == ["01-31", "02-28", "03-29", "03-30", "03-31"]


def test_two_backups_of_a_day_leave_the_later_one(config) -> None:
    found = [(FIRST + timedelta(hours=h), Path(str(h))) for h in (0, 5)]
    assert surplus(found, config) == [Path("0")]


def test_files_of_other_names_and_databases_stay(config, tmp_path: Path) -> None:
    config = replace(config, archive=tmp_path / "warc", backup_daily=1, backup_weekly=1, backup_monthly=1)
    for folder in (config.backup_folder, config.archive):
        folder.mkdir()
    names = ["notes.db", "ours-2026-01-01.db", "theirs-2026-01-01T023000Z.db"]
    for name in [*names, "ours-2026-02-01T023000Z.db", "ours-2026-02-02T023000Z.db"]:
        (config.backup_folder / name).touch()
    for name in (
        "crawl-20250101T000000-000001.warc.gz",
        "crawl-20260201T000000-000001.warc.gz",
        "crawl-mine.warc.gz",
    ):
        (config.archive / name).touch()
    assert remove_old(config, datetime(2026, 2, 3, tzinfo=UTC)) == (1, 1)
    assert {path.name for path in config.backup_folder.iterdir()} == {*names, "ours-2026-02-02T023000Z.db"}
    assert len(list(config.archive.iterdir())) == 2
    assert [path.name for _, path in backups(config)] == ["ours-2026-02-02T023000Z.db"]


def test_a_database_whose_name_would_be_a_pattern_has_backups_too(config) -> None:
    config = replace(config, database=config.database.with_name("ours [2].db"))
    path = backup_path(config, FIRST)
    path.parent.mkdir()
    path.touch()
    assert [found for _, found in backups(config)] == [path]
