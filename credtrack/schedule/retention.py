"""Which backups and archived crawls are old enough to be removed?"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from credtrack.config import Config

STAMP = "%Y-%m-%dT%H%M%SZ"
BACKUP = re.compile(r"-(\d{4}-\d\d-\d\dT\d{6}Z)\.db")
ARCHIVE = re.compile(r"crawl-(\d{8}T\d{6})-\d{6}\.warc\.gz")


def backup_path(config: Config, now: datetime) -> Path:
    """Where the backup of a moment goes."""
    return config.backup_folder / f"{config.database.stem}-{now:{STAMP}}.db"


def backups(config: Config) -> list[tuple[datetime, Path]]:
    """The backups of this database that are there, the oldest first; files of other names are not ours."""
    found = [
        (datetime.strptime(told[1], STAMP).replace(tzinfo=UTC), path)
        for path in config.backup_folder.glob("*.db")
        if (told := BACKUP.fullmatch(path.name.removeprefix(config.database.stem)))
    ]
    return sorted(found)


def surplus(found: Iterable[tuple[datetime, Path]], config: Config) -> list[Path]:
    """The backups that are not the last one of the latest days, weeks or months that keep one."""
    newest_first = sorted(found, reverse=True)
    wanted: set[Path] = set()
    for period, most in (
        ("%Y-%m-%d", config.backup_daily),
        ("%G-%V", config.backup_weekly),
        ("%Y-%m", config.backup_monthly),
    ):
        wanted |= _lasts(newest_first, period, most)
    return [path for _, path in reversed(newest_first) if path not in wanted]


def _lasts(newest_first: list[tuple[datetime, Path]], period: str, most: int) -> set[Path]:
    """The newest backup of each of the latest periods, which are told apart by a date's format."""
    kept: dict[str, Path] = {}
    for moment, path in newest_first:
        name = moment.strftime(period)
        if len(kept) < most or name in kept:
            kept.setdefault(name, path)
    return set(kept.values())


def old_archives(folder: Path, now: datetime, most: timedelta) -> list[Path]:
    """The archived crawls that began longer ago than `most`; files of other names are not ours."""
    found = []
    for path in sorted(folder.glob("crawl-*.warc.gz")):
        told = ARCHIVE.fullmatch(path.name)
        if told and now - datetime.strptime(told[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) > most:
            found.append(path)
    return found


def remove_old(config: Config, now: datetime) -> tuple[int, int]:
    """Remove what is old enough; how many backups and archives went."""
    gone = surplus(backups(config), config)
    old = old_archives(config.archive, now, config.retention_archives) if config.archive else []
    for path in (*gone, *old):
        path.unlink(missing_ok=True)
    return len(gone), len(old)
