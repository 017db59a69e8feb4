"""What did this installation's owner set, in one file and the environment, and is each setting sound?"""

import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs

from crawler.options import CONTACT

PREFIX = "CREDTRACK_"
FILE = "credtrack.toml"
OTHERS = frozenset(
    {"CREDTRACK_CONFIG", "CREDTRACK_USAJOBS_KEY", "CREDTRACK_USAJOBS_EMAIL", "CREDTRACK_PROFILE"}
)
UNITS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
DURATION = re.compile(r"(\d{1,6})\s*(minute|hour|day|week)s?")
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
PORTS = 65_535
MOST_DIGITS = 18


class ConfigError(ValueError):
    """A setting is not sound; the text says in which file or variable, which field, and what was expected."""


@dataclass(frozen=True, slots=True)
class Field:
    """One setting that there is: how it is read, what it is when unset, and what a person is told of it."""

    name: str
    kind: str
    default: object
    expected: str
    says: str

    @property
    def variable(self) -> str:
        """The environment variable that wins over the file."""
        return PREFIX + self.name.upper().replace(".", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """An installation's settings, all sound; `path` is the file they came from, None where there is none."""

    path: Path | None
    contact: str
    database: Path
    archive: Path | None
    registry: Path | None
    timezone: ZoneInfo
    crawl_rhythm: timedelta
    crawl_rhythms: Mapping[str, timedelta]
    crawl_jitter: timedelta
    crawl_every: timedelta
    crawl_platforms: tuple[str, ...]
    crawl_leave_out: tuple[str, ...]
    demand_at: time
    claims_at: time
    backup_folder: Path
    backup_at: time
    backup_daily: int
    backup_weekly: int
    backup_monthly: int
    tidy_at: time
    retention_at: time
    retention_archives: timedelta
    site_host: str
    site_port: int


@cache
def fields() -> Mapping[str, Field]:
    """Every setting that there is, by its name in the file."""
    tables = tomllib.loads(Path(__file__).with_name("config_fields.toml").read_text(encoding="utf-8"))
    return {name: Field(name, **table) for name, table in tables.items()}


def load(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Config:
    """Give the settings of the file, those of the environment winning; the defaults where neither says anything.

    The file is `path`, else what CREDTRACK_CONFIG names, else credtrack.toml in the user's settings folder; only
    the last may be absent. Relative paths are meant from the file's folder. Raises ConfigError.
    """
    environment = os.environ if environment is None else environment
    found = chosen(path, environment)
    said = dict(_flat(found, _table(found))) if found else {}
    values = {name: _value(field, said, found, environment) for name, field in fields().items()}
    return _config(found, values)


def defaults() -> Config:
    """The settings where nobody says anything."""
    return _config(None, {name: _value(field, {}, None, {}) for name, field in fields().items()})


def chosen(path: Path | None, environment: Mapping[str, str]) -> Path | None:
    """The settings file to read; raises ConfigError where one was named that is not there."""
    named = path or (Path(environment["CREDTRACK_CONFIG"]) if environment.get("CREDTRACK_CONFIG") else None)
    usual = platformdirs.user_config_path("credtrack", appauthor=False) / FILE
    if named is None:
        return usual if usual.is_file() else None
    if not named.is_file():
        raise ConfigError(f"{named}: no such file; expected the settings, as in docs/operate.md")
    return named.absolute()


def strange_variables(environment: Mapping[str, str]) -> list[str]:
    """One line for each variable that begins as ours do and is none, with the name that it is near."""
    ours = {name.removeprefix(PREFIX) for name in OTHERS | {field.variable for field in fields().values()}}
    strange = sorted(
        name.removeprefix(PREFIX)
        for name in environment
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in ours
    )
    return [f"{PREFIX}{name} is no setting{near(name, ours, PREFIX)}" for name in strange]


def near(name: str, names: Collection[str], prefix: str = "") -> str:
    """What to add to a complaint about a name: the one that was probably meant; empty where none is near."""
    found = get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    return f"; did you mean {prefix}{found[0]}?" if found else ""


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            f'{path}: expected TOML lines such as contact = "you@example.org" ({error})'
        ) from error
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror})") from error


def _flat(path: Path, table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    """Each setting by its full name; raises ConfigError for one that there is not."""
    sections = {name.partition(".")[0] for name in fields() if "." in name}
    for key, value in table.items():
        name = above + key
        if name in fields():
            yield name, value
        elif not above and key in sections and isinstance(value, dict):
            yield from _flat(path, value, f"{key}.")
        else:
            raise ConfigError(f"{path}: {name}: no such setting{near(name, set(fields()) | sections)}")


def _value(
    field: Field, said: Mapping[str, object], path: Path | None, environment: Mapping[str, str]
) -> object:
    raw, where = said.get(field.name, field.default), f"{path}: {field.name}"
    if field.variable in environment:
        raw, where = _from_environment(field, environment[field.variable]), field.variable
    base = path.parent if path and field.variable not in environment else Path.cwd()
    try:
        return _READERS[field.kind](raw, base)
    except (ValueError, TypeError, KeyError) as error:
        raise ConfigError(f"{where}: expected {field.expected}, found {raw!r}") from error


def _from_environment(field: Field, text: str) -> object:
    """A variable's text as the file would say it: lists by commas, tables as `name=12 hours` by commas, numbers."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if field.kind == "words":
        return parts
    if field.kind == "durations":
        pairs = (part.partition("=") for part in parts)
        return {name.strip(): value.strip() for name, _, value in pairs}
    return (
        int(text)
        if field.kind in {"count", "port"} and text.strip().isdecimal() and len(text) <= MOST_DIGITS
        else text
    )


def _text(raw: object, _: Path) -> str:
    if not isinstance(raw, str):
        raise TypeError
    return raw.strip()


def _contact(raw: object, base: Path) -> str:
    text = _text(raw, base)
    if text and not CONTACT.fullmatch(text):
        raise ValueError
    return text


def _host(raw: object, base: Path) -> str:
    """An empty one would open the site to every network."""
    text = _text(raw, base)
    if not text:
        raise ValueError
    return text


def _path(raw: object, base: Path) -> Path | None:
    text = _text(raw, base)
    try:
        return base / Path(text).expanduser() if text else None
    except RuntimeError as error:  # the home of nobody
        raise ValueError from error


def _timezone(raw: object, base: Path) -> ZoneInfo:
    try:
        return ZoneInfo(_text(raw, base))
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError from error


def _duration(raw: object, base: Path) -> timedelta:
    found = DURATION.fullmatch(_text(raw, base).lower())
    if not found or not int(found[1]):
        raise ValueError
    return timedelta(seconds=int(found[1]) * UNITS[found[2]])


def _durations(raw: object, base: Path) -> dict[str, timedelta]:
    if not isinstance(raw, dict):
        raise TypeError
    return {str(name): _duration(value, base) for name, value in raw.items()}


def _words(raw: object, base: Path) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError
    return tuple(_text(word, base) for word in raw)


def _clock(raw: object, base: Path) -> time:
    if isinstance(raw, time):
        return raw.replace(second=0, microsecond=0)
    found = CLOCK.fullmatch(_text(raw, base))
    if not found:
        raise ValueError
    return time(int(found[1]), int(found[2]))


def _whole(raw: object, least: int, most: int) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
        raise ValueError
    return raw


_READERS: dict[str, Callable[[object, Path], object]] = {
    "clock": _clock,
    "contact": _contact,
    "count": lambda raw, _: _whole(raw, 1, 10_000),
    "duration": _duration,
    "durations": _durations,
    "host": _host,
    "path": _path,
    "port": lambda raw, _: _whole(raw, 0, PORTS),
    "timezone": _timezone,
    "words": _words,
}


def _config(path: Path | None, values: Mapping[str, Any]) -> Config:
    """Bring the settings together; what hangs on another setting gets its default here."""
    told = {name.replace(".", "_"): value for name, value in values.items()}
    usual = platformdirs.user_data_path("credtrack", appauthor=False) / "credtrack.db"
    told["database"] = told["database"] or usual
    told["backup_folder"] = told["backup_folder"] or told["database"].parent / "backups"
    return Config(path=path, **told)
