"""Is a served file's schema looked up once for many readers, and anew after some seconds?"""

import asyncio
from pathlib import Path

import pytest

from credtrack import served
from credtrack.served import Looks
from credtrack.serving import LOCAL, site


def test_a_look_is_kept_for_some_seconds_and_no_reader_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 0.0, 4.9, 5.0, 5.0, 6.0))
    monkeypatch.setattr(served, "monotonic", lambda: next(clock))
    looked: list[str] = []

    async def look() -> list[str]:
        looked.append("once")
        return ["id"]

    looks = Looks()
    for _ in range(4):
        found = asyncio.run(looks.ask(("table_columns", "postings"), look))
        assert found == ["id"]
        found.append("changed")
    assert looked == ["once", "once"]


def test_no_more_looks_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "MOST", 2)

    async def nothing() -> None:
        return None

    looks = Looks()
    for number in range(9):
        asyncio.run(looks.ask((number,), nothing))
    assert len(looks._kept) <= 2


def test_a_page_of_rows_asks_the_file_for_its_rows_alone(sample: Path) -> None:
    async def hops() -> list[str]:
        datasette = site(sample, LOCAL)
        await datasette.invoke_startup()
        database = datasette.get_database("credtrack")
        asked: list[str] = []
        run = database.execute_fn

        async def counted(look: object) -> object:
            asked.append("hop")
            return await run(look)

        await datasette.client.get("/credtrack/evidence.json?posting=1")
        database.execute_fn = counted
        answer = await datasette.client.get("/credtrack/evidence.json?posting=2")
        assert answer.status_code == 200
        return asked

    assert len(asyncio.run(hops())) <= 2
