"""Is every answer right while a crawl writes and eight readers read?"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import pytest
from datasette.app import Datasette

from crawler.posting import Posting
from credtrack.commands.serving import check_file
from credtrack.mistakes import UserError
from credtrack.pages import shelf
from credtrack.serving import Manner, site
from credtrack.tagging import tag_waiting
from db.connect import connect
from db.exporting import export_database
from db.store import put_postings

BATCH = 5
BATCHES = 4
READERS = 8
PATIENCE = 50


def batch(number: int) -> list[Posting]:
    """Postings of one crawl; title, employer, requisition and address all carry the posting's own number."""
    return [
        Posting(
            id=f"greenhouse:board:{each}",
            source="board",
            platform="greenhouse",
            url=f"https://board.example/{each}",
            title=f"Medical Coder {each}",
            employer=f"Employer {each} Medical Group",
            body=f"Code office visits at site {each}.\nRequirements\n- CPC required",
            body_kind="text",
            fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
            locations=("Austin, TX",),
            requisition=f"R-{each}",
        )
        for each in range(number * BATCH, (number + 1) * BATCH)
    ]


def crawl(path: Path, done: Event) -> None:
    try:
        for number in range(1, BATCHES):
            db = connect(path)
            put_postings(db, batch(number))
            tag_waiting(db, lambda *_: None)
            db.conn.close()
    finally:
        done.set()


def check_rows(rows: list[dict[str, Any]]) -> None:
    numbers = [row["title"].removeprefix("Medical Coder ") for row in rows]
    assert len(set(numbers)) == len(numbers)
    for number, row in zip(numbers, rows, strict=True):
        assert row["url"] == f"https://board.example/{number}"
        if isinstance(row["employer"], str):  # the table has its number
            assert row["employer"] == f"Employer {number} Medical Group"


def check_openings(answer: httpx.Response) -> int:
    told = answer.json()
    assert told["openings"] == told["employers"] == len(told["rows"])
    check_rows(told["rows"])
    return int(told["openings"])


def check_table(answer: httpx.Response) -> int:
    rows = answer.json()
    check_rows(rows)
    return len(rows)


def check_region(answer: httpx.Response) -> int:
    rows = {(row["section"], row["key"]): row for row in answer.json()["rows"]}
    assert rows["split", "CPC only"]["value"] == 1
    return int(rows["openings", "openings"]["value"])


READ: dict[str, Callable[[httpx.Response], int]] = {
    "/-/openings.json?rows=1000": check_openings,
    "/credtrack/postings.json?_shape=array&_size=1000": check_table,
    "/-/region/TX.json?remote=include": check_region,
}


async def reader(datasette: Datasette, done: Event) -> None:
    """Ask again and again; what is counted is whole postings, and never fewer than before."""
    seen = dict.fromkeys(READ, BATCH)
    last = False
    while not last:
        last = done.is_set()
        for address, check in READ.items():
            answer = await datasette.client.get(address)
            assert answer.status_code == 200, answer.text
            found = check(answer)
            assert seen[address] <= found <= BATCH * BATCHES
            seen[address] = found


def test_every_answer_is_right_while_a_crawl_writes_and_eight_readers_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "LONG_SECONDS", 60)  # however busy the machine is, a change is read at once
    path, done = tmp_path / "crawled.db", Event()
    db = connect(path, kind="real")
    put_postings(db, batch(0))
    tag_waiting(db, lambda *_: None)
    db.conn.close()
    writer = Thread(target=crawl, args=(path, done))

    async def read() -> int:
        datasette = site(path)
        await datasette.invoke_startup()
        writer.start()
        await asyncio.gather(*(reader(datasette, done) for _ in range(READERS)))
        writer.join()
        for _ in range(PATIENCE):  # the earlier answer is given while the last is made
            found = check_openings(await datasette.client.get("/-/openings.json?rows=1000"))
            if found == BATCH * BATCHES:
                break
        for database in datasette.databases.values():
            database.close()
        return found

    assert asyncio.run(read()) == BATCH * BATCHES


def test_only_an_exported_file_is_served_as_immutable(tmp_path: Path) -> None:
    path, exported = tmp_path / "live.db", tmp_path / "export.db"
    db = connect(path, kind="real")
    put_postings(db, batch(0))
    tag_waiting(db, lambda *_: None)
    export_database(db, exported)
    db.conn.close()
    with pytest.raises(UserError, match="a crawler may write to it"):
        check_file(path, immutable=True)
    with pytest.raises(UserError, match="serve it with --immutable"):
        check_file(exported, immutable=False)
    check_file(exported, immutable=True)

    async def read() -> list[httpx.Response]:
        datasette = site(exported, Manner(immutable=True, public=True))
        await datasette.invoke_startup()
        return [
            await datasette.client.get(address) for address in ("/", "/credtrack/openings.json?_shape=array")
        ]

    home, rows = asyncio.run(read())
    assert (home.status_code, len(rows.json())) == (200, BATCH)
