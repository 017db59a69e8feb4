"""A schedule whose time is played, so that a test waits for nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.registry import Employer
from credtrack.config import Config, load
from credtrack.schedule.agenda import Task
from credtrack.schedule.children import Ended
from credtrack.schedule.clock import Clock
from credtrack.schedule.log import lines
from credtrack.schedule.loop import Schedule

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class PlayedClock:
    """Time passes when it is waited for, and ends at `until`."""

    at: datetime = START
    until: datetime = START + timedelta(days=1)

    def now(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at = min(self.at + timedelta(seconds=seconds), max(self.at, self.until))

    def stopping(self) -> bool:
        return self.at >= self.until


@dataclass
class Played:
    """A schedule of which every run is noted; `ends` says how a task's runs end."""

    config: Config
    clock: PlayedClock = field(default_factory=PlayedClock)
    runs: list[tuple[str, datetime]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    ends: dict[str, list[Ended | BaseException]] = field(default_factory=dict)
    next_board: Callable[[datetime], datetime | None] = lambda _: None

    def run(self, task: Task, clock: Clock, alive: Callable[[], None]) -> Ended:
        self.runs.append((task.name, clock.now()))
        alive()
        clock.wait(60)
        ends = self.ends.get(task.name)
        end = ends.pop(0) if ends else Ended("done", "well")
        if isinstance(end, BaseException):
            raise end
        return end

    def schedule(self) -> Schedule:
        return Schedule(
            self.config, self.clock, self.run, lambda since: self.next_board(since), lines(self.told.append)
        )

    def times(self, task: str) -> list[str]:
        return [f"{at:%m-%d %H:%M}" for name, at in self.runs if name == task]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    path = tmp_path / "credtrack.toml"
    path.write_text('database = "ours.db"\n', encoding="utf-8")
    return load(path, {})


@pytest.fixture
def played(config: Config) -> Played:
    return Played(config)


@pytest.fixture
def make_board() -> Callable[[str], Employer]:
    def make(slug: str, platform: str = "lever") -> Employer:
        return Employer(
            slug=slug, name=slug, kind="vendor", platform=platform, board=slug, confidence="high", source="s"
        )

    return make
