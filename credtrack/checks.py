"""Is this installation sound: settings, clock, disk, versions, licenses, site, schedule?"""

import asyncio
import importlib.metadata
import platform
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from packaging.requirements import Requirement
from sqlite_utils.db import Database

from crawler.options import CONTACT
from crawler.registry import Employer
from crawler.spiders.usajobs import EMAIL, KEY
from credtrack.config import Config, ConfigError, defaults, load, near, strange_variables
from credtrack.paths import PACKAGE, site_folder
from credtrack.schedule.heartbeat import last_beat
from credtrack.schedule.memory import Memory
from db.clock import ClockError, check_clock

LEAST_FREE = 2 * 1024**3
LEAST_SQLITE = (3, 38)
PAGES = ("/-/versions.json", "/")
DATA = PACKAGE.parent / "db" / "data"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is well, and what was found."""

    subject: str
    well: bool
    found: str


def settings(file: Path | None, environment: Mapping[str, str]) -> tuple[Config, list[Check]]:
    """The settings, and whether they are sound; the defaults where they are not."""
    strange = strange_variables(environment)
    try:
        config = load(file, environment)
    except ConfigError as error:
        return defaults(), [Check("settings", well=False, found=str(error))]
    found = str(config.path) if config.path else "no file; defaults and variables hold"
    return config, [Check("settings", not strange, "; ".join([found, *strange]))]


def names(config: Config, rows: Sequence[Employer]) -> Iterator[Check]:
    """Whether the platforms and boards that the settings name are in the registry."""
    platforms, slugs = {row.platform for row in rows}, {row.slug for row in rows}
    wrong = [_unknown("crawl.platforms", name, platforms) for name in config.crawl_platforms]
    wrong += [_unknown("crawl.leave_out", name, slugs) for name in config.crawl_leave_out]
    wrong += [_unknown("crawl.rhythms", name, platforms | slugs) for name in config.crawl_rhythms]
    if told := [line for line in wrong if line]:
        yield Check("names in the settings", well=False, found="; ".join(told))


def _unknown(setting: str, name: str, known: set[str]) -> str:
    return "" if name in known else f"{setting}: {name} is not in the registry{near(name, known)}"


def contact(config: Config) -> Check:
    """Whether a crawl could start."""
    well = CONTACT.fullmatch(config.contact) is not None
    told = "CREDTRACK_CONTACT is not set, nor contact in the settings; expected an e-mail or web address"
    return Check("contact", well, config.contact if well else told)


def key(rows: Sequence[Employer], environment: Mapping[str, str]) -> Check:
    """Whether USAJOBS can be asked, where it is to be."""
    missing = [name for name in (KEY, EMAIL) if not environment.get(name)]
    needed = any(row.platform == "usajobs" for row in rows)
    found = f"{' and '.join(missing)} not set, so USAJOBS is left out" if missing else "set"
    return Check("USAJOBS key", not (missing and needed), found)


def disk(path: Path, backups: Path) -> Iterator[Check]:
    """Whether there is room beside the database, and for one more backup."""
    size = path.stat().st_size if path.exists() else 0
    needed = (("disk", path, LEAST_FREE), ("disk for backups", backups / path.name, size))
    for subject, file, least in needed:
        folder = next(parent for parent in file.absolute().parents if parent.exists())
        free = shutil.disk_usage(folder).free
        yield Check(subject, free >= least, f"{free / 1024**3:,.1f} GB free at {folder}")


def clock(db: Database | None, now: datetime) -> Check:
    """Whether the clock is behind the newest crawl, or behind the program's own files."""
    made = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if now < made:
        found = f"{now:%Y-%m-%d %H:%M} UTC is before this program was installed ({made:%Y-%m-%d %H:%M})"
        return Check("clock", well=False, found=found)
    try:
        if db is not None:
            check_clock(db, now)
    except ClockError as error:
        return Check("clock", well=False, found=str(error))
    return Check("clock", well=True, found=f"{now:%Y-%m-%d %H:%M} UTC")


def versions() -> Check:
    """Whether Python, SQLite and every library are of a version that this program was made for."""
    wrong = [*_wrong_libraries(importlib.metadata.requires("credtrack") or ())]
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        wrong.append(f"SQLite {sqlite3.sqlite_version}, expected {'.'.join(map(str, LEAST_SQLITE))} or newer")
    ours = importlib.metadata.version("credtrack")
    found = f"credtrack {ours}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return Check("versions", not wrong, "; ".join([found, *wrong]))


def _wrong_libraries(requirements: Iterable[str]) -> Iterator[str]:
    for line in requirements:
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate():
            continue
        try:
            found = importlib.metadata.version(wanted.name)
        except importlib.metadata.PackageNotFoundError:
            yield f"{wanted.name} is missing"
            continue
        if not wanted.specifier.contains(found, prereleases=True):
            yield f"{wanted.name} {found}, expected {wanted.specifier}"


def licenses() -> Check:
    """Whether the program's license is there, and every data file's source and terms are written down."""
    shipped = importlib.metadata.files("credtrack") or ()
    has_license = (PACKAGE.parent / "LICENSE").is_file() or any(file.name == "LICENSE" for file in shipped)
    wrong = [] if has_license else ["the file LICENSE is missing"]
    sources = DATA / "README.md"
    told = sources.read_text(encoding="utf-8") if sources.is_file() else ""
    files = [path.name for path in sorted(DATA.iterdir()) if path.suffix == ".csv"]
    wrong += [f"db/data/README.md does not say where {name} is from" for name in files if name not in told]
    return Check(
        "licenses", not wrong, "; ".join(wrong) or f"LICENSE, and the sources of {len(files)} data files"
    )


def site(path: Path) -> Check:
    """Whether the site's files are there and its first pages answer."""
    if not (site_folder() / "metadata.json").is_file():
        return Check("site", well=False, found=f"{site_folder()}: expected metadata.json there")
    answers = asyncio.run(_asked(path))
    wrong = [f"{page} answers {status}" for page, status in answers.items() if status != 200]
    return Check("site", not wrong, "; ".join(wrong) or f"{len(answers)} pages answer")


async def _asked(path: Path) -> dict[str, int]:
    from credtrack.serving import site as site_of  # imported late: the site takes a second

    datasette = site_of(path)
    await datasette.invoke_startup()
    return {page: (await datasette.client.get(page)).status_code for page in PAGES}


def schedule(database: Path, now: datetime) -> Iterator[Check]:
    """How the schedule goes, where one was ever run on this database."""
    kept, beat = Memory(database).read(), last_beat(database)
    if kept is None:
        return
    failed = [f"{task}: {run.note}" for task, run in sorted(kept.runs.items()) if run.failures]
    if beat and not beat.lives(now):
        failed.append(f"no sign of life since {beat.at:%Y-%m-%d %H:%M} UTC")
    yield Check("schedule", not failed, "; ".join(failed) or ("it runs" if beat else "it does not run now"))
