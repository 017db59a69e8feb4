"""Is an answer made once for a version of the file, and anew when the file has changed?"""

import asyncio
import os
from pathlib import Path

import pytest

from credtrack.pages import shelf
from credtrack.pages.shelf import Shelf


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


def touch(path: Path, moment: int) -> None:
    path.touch()
    os.utime(path, (moment, moment))


def test_readers_of_one_version_share_one_computation(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    touch(path, 1)

    async def ask() -> tuple[list[int], int]:
        kept, maker = Shelf(path), Maker()
        return await asyncio.gather(*(kept.ask("size", maker) for _ in range(8))), maker.made

    assert asyncio.run(ask()) == ([1] * 8, 1)


def test_a_changed_file_is_read_anew_and_a_changed_log_too(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    touch(path, 1)

    async def ask() -> list[int]:
        kept, maker = Shelf(path), Maker()
        found = [await kept.ask("size", maker)]
        touch(path, 2)
        found.append(await kept.ask("size", maker))
        touch(tmp_path / "file.db-wal", 3)
        found.append(await kept.ask("size", maker))
        return found

    assert asyncio.run(ask()) == [1, 2, 3]


def test_the_earlier_answer_is_given_while_a_slow_one_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "PATIENCE_SECONDS", 0)
    path = tmp_path / "file.db"
    touch(path, 1)

    async def ask() -> list[int]:
        kept, maker = Shelf(path), Maker()
        found = [await kept.ask("size", maker)]
        touch(path, 2)
        maker.free.clear()
        found += [await kept.ask("size", maker), await kept.ask("size", maker)]
        maker.free.set()
        await asyncio.gather(*(each.coming for each in kept._kept.values()))
        found.append(await kept.ask("size", maker))
        assert maker.made == 2
        return found

    assert asyncio.run(ask()) == [1, 1, 1, 2]


def test_a_mistake_is_raised_each_time_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    touch(path, 1)
    asked = []

    async def refuse() -> int:
        asked.append(1)
        raise ValueError("region 'X': expected a state")

    async def ask() -> None:
        kept = Shelf(path)
        for _ in range(2):
            with pytest.raises(ValueError, match="expected a state"):
                await kept.ask("region", refuse)

    asyncio.run(ask())
    assert len(asked) == 2
