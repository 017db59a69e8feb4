"""Which boards are still to be read, where a crawl was broken off and goes on?"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlite_utils.db import Database

from crawler.registry import Employer
from credtrack.schedule.memory import write_whole
from db.boards import finished_since

STALE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Begun:
    """A crawl that has begun: when (UTC, to the second), and the boards of it that are still to be read."""

    started_at: datetime
    left: tuple[Employer, ...]
    resumed: bool


def begin(path: Path, db: Database, employers: Sequence[Employer], now: datetime, *, afresh: bool) -> Begun:
    """Give the boards to read: those that a broken-off crawl of the same boards has not finished, else all.

    That a crawl has begun stands in a small file beside the database until `end`; it goes on where it is
    less than a day old. What was read of an unfinished board is known by then and costs no second request.
    """
    marker = _marker(path)
    started = None if afresh else _started(marker, employers)
    if started is None or now - started > STALE:
        moment = now.replace(microsecond=0)
        told = {"started_at": moment.isoformat(), "boards": _digest(employers)}
        write_whole(marker, json.dumps(told), lasting=False)
        return Begun(moment, tuple(employers), resumed=False)
    done = finished_since(db, started)
    return Begun(started, tuple(row for row in employers if row.slug not in done), resumed=True)


def end(path: Path) -> None:
    """Forget the crawl, for all of its boards were read."""
    _marker(path).unlink(missing_ok=True)


def _marker(path: Path) -> Path:
    return path.with_name(f"{path.name}.crawl")


def _started(marker: Path, employers: Sequence[Employer]) -> datetime | None:
    """When the crawl that the file tells of began; None where it is absent, unreadable, or was of other boards."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        told = json.loads(marker.read_text(encoding="utf-8"))
        if told["boards"] == _digest(employers):
            return datetime.fromisoformat(told["started_at"])
    return None


def _digest(employers: Sequence[Employer]) -> str:
    return sha256("\n".join(sorted(row.slug for row in employers)).encode()).hexdigest()
