"""What does the schedule's page show: what ran last, what comes next, and how the boards answer?"""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from datasette import Request
from sqlite_utils.db import Database

from credtrack.config import load
from credtrack.library import Datasette
from credtrack.pages.answers import json_answer
from credtrack.pages.reading import page, sql
from credtrack.pages.shelf import asked
from credtrack.pages.warming import is_warm
from credtrack.paths import DATABASE_NAME
from credtrack.schedule.agenda import CRAWL
from credtrack.schedule.heartbeat import last_beat
from credtrack.schedule.memory import Memory
from credtrack.schedule.status import short, task_statuses


@dataclass(frozen=True, slots=True)
class Line:
    """One task; moments are UTC to the minute. Its note stays with `credtrack status`, for it may name paths."""

    task: str
    says: str
    last: str
    outcome: str
    failures: int
    next: str


async def status(request: Request, datasette: Datasette) -> Any:
    """The page, or as JSON."""
    path, now = Path(datasette.get_database(DATABASE_NAME).path), datetime.now(UTC)
    beat = last_beat(path)
    boards, tasks = await asked(datasette, "board outcomes", outcomes), lines(path)
    shown = {
        "lives": beat is not None and beat.lives(now),
        "beat_at": beat.at.isoformat() if beat else None,
        "tasks": tasks,
        "boards": boards,
        "is_warm": is_warm(datasette),
    }
    if request.url_vars.get("format") == "json":
        return json_answer({**shown, "tasks": [asdict(line) for line in tasks]})
    return await page(datasette, request, "status.html", **shown)


def lines(path: Path) -> list[Line]:
    """The tasks of the schedule on a database; none where no schedule ever ran on it."""
    kept = Memory(path).read()
    if kept is None:
        return []
    found = []
    for each in task_statuses(replace(load(), database=path), kept, lambda _: None):
        due = "when boards are due" if each.task == CRAWL and not each.next_at else short(each.next_at)
        last = short(each.started_at)
        found.append(Line(each.task, each.says, last, each.outcome or "", each.failures, due))
    return found


def outcomes(db: Database) -> dict[str, int]:
    """How many boards ended their last crawl in which way."""
    return dict(db.execute(sql("board_outcomes")).fetchall())
