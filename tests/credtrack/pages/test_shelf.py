"""Is an answer made once for a version of the database, and anew when that has changed?"""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from credtrack.pages import shelf
from credtrack.pages.shelf import Shelf, watch


class Maker:
    """Counts how often it was asked, and answers when it is let."""

    def __init__(self) -> None:
        self.made = 0
        self.free = asyncio.Event()
        self.free.set()

    async def __call__(self) -> int:
        self.made += 1
        number = self.made
        await self.free.wait()
        return number


def test_readers_of_one_version_share_one_computation() -> None:
    async def ask() -> tuple[list[int], int]:
        kept, maker = Shelf(lambda: 1), Maker()
        return await asyncio.gather(*(kept.ask("size", maker) for _ in range(8))), maker.made

    assert asyncio.run(ask()) == ([1] * 8, 1)


def test_an_answer_is_made_anew_after_each_write_however_soon_it_follows(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("pragma journal_mode = wal")
        writer.execute("create table numbers (number integer)")

        async def ask() -> list[int]:
            kept, maker = Shelf(watch(path)), Maker()
            found = [await kept.ask("size", maker), await kept.ask("size", maker)]
            for _ in range(3):
                writer.execute("insert into numbers values (1)")
                found.append(await kept.ask("size", maker))
            return found

        assert asyncio.run(ask()) == [1, 1, 2, 3, 4]


def test_the_earlier_answer_is_given_while_a_slow_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "PATIENCE_SECONDS", 0)
    versions = [1]

    async def ask() -> list[int]:
        kept, maker = Shelf(lambda: versions[-1]), Maker()
        found = [await kept.ask("size", maker)]
        versions.append(2)
        maker.free.clear()
        found += [await kept.ask("size", maker), await kept.ask("size", maker)]
        maker.free.set()
        await asyncio.gather(*(each.coming for each in kept._kept.values()))
        found.append(await kept.ask("size", maker))
        assert maker.made == 2
        return found

    assert asyncio.run(ask()) == [1, 1, 1, 2]


def test_a_mistake_is_raised_each_time_and_not_kept() -> None:
    asked = []

    async def refuse() -> int:
        asked.append(1)
        raise ValueError("region 'X': expected a state")

    async def ask() -> None:
        kept = Shelf(lambda: 1)
        for _ in range(2):
            with pytest.raises(ValueError, match="expected a state"):
                await kept.ask("region", refuse)

    asyncio.run(ask())
    assert len(asked) == 2
