"""Does the schedule's page show what ran and what comes, and no paths, and does it tell when readers need not wait?"""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from credtrack.schedule.heartbeat import Heartbeat
from credtrack.schedule.memory import Memory
from db.connect import connect

Get = Callable[..., httpx.Response]


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "ours.db"))


def test_a_database_without_a_schedule_says_so(get: Get, path: Path) -> None:
    answer = get(path, "/-/status")
    assert answer.status_code == 200
    assert "No schedule runs on this database now." in answer.text


def test_tasks_are_shown_with_their_last_run_and_their_next(get: Get, path: Path) -> None:
    now = datetime.now(UTC)
    Memory(path).begin("backup", now)
    Memory(path).end("backup", now, "done", "/secret/place.db")
    Heartbeat(path).beat(now)
    found = get(path, "/-/status.json")
    told = found.json()
    assert told["lives"]
    (backup,) = [task for task in told["tasks"] if task["task"] == "backup"]
    assert (backup["outcome"], backup["last"]) == ("done", f"{now:%Y-%m-%d %H:%M}")
    assert backup["next"] > backup["last"]
    page = get(path, "/-/status").text
    assert "It runs." in page
    assert "copy the database and check the copy" in page
    assert "secret" not in page + found.text


def test_it_tells_whether_what_all_readers_need_is_made_for_the_database_as_it_stands(path: Path) -> None:
    from credtrack.pages.warming import warm
    from credtrack.serving import site  # imported late: the site takes a second

    async def told() -> list[bool]:
        datasette = site(path)
        await datasette.invoke_startup()

        async def is_warm() -> bool:
            found: bool = (await datasette.client.get("/-/status.json")).json()["is_warm"]
            return found

        found = [await is_warm()]
        await warm(datasette)
        found.append(await is_warm())
        with closing(connect(path).conn) as connection, connection:
            connection.execute("update employers set name = name || ' Inc'")
        found.append(await is_warm())
        for database in datasette.databases.values():
            database.close()
        return found

    assert asyncio.run(told()) == [False, True, False]
