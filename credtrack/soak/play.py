"""What happens when the schedule is played through a year, or a part of it, with all that can go wrong?"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from credtrack.bench.workshop import peak_megabytes
from credtrack.config import Config, load
from credtrack.sample.compose import write
from credtrack.sample.server import running
from credtrack.sample.world import Market, build_market
from credtrack.schedule.boards import next_board
from credtrack.schedule.log import lines
from credtrack.schedule.loop import Schedule
from credtrack.soak.misfortunes import Fate, draw
from credtrack.soak.runner import KilledError, Measures, PlayedRunner
from credtrack.soak.truth import Verdict, judge
from db.connect import connect

SEED = 29_2072
MORNING = time(6, tzinfo=UTC)
SET_BACK = timedelta(hours=-26)
SWITCHED_OFF = timedelta(hours=53)
LOOK_EVERY = timedelta(hours=6)
CALM_DAYS = 4  # at the end: nothing goes wrong and nothing moves, so that what is under way comes to rest
SETTINGS = Path(__file__).with_name("settings.toml")


@dataclass(slots=True)
class PlayedClock:
    """Time passes when it is waited for, and ends at `until`."""

    at: datetime
    until: datetime

    def now(self) -> datetime:
        """The played moment."""
        return self.at

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)

    def stopping(self) -> bool:
        """Whether the play is over."""
        return self.at >= self.until


@dataclass(frozen=True, slots=True)
class Played:
    """How a play ended: the verdict on the database, and what was measured of runs and of the playing process."""

    database: Path
    verdict: Verdict
    measures: Measures
    troubles: int
    own_megabytes: tuple[float, float]
    own_handles: tuple[int, int]


@dataclass(slots=True)
class Play:
    """A market, its fate, and the machine that tracks it."""

    market: Market
    config: Config
    clock: PlayedClock
    fate: Fate
    last_day: date
    troubles: int = 0

    def run(self, runner: PlayedRunner) -> None:
        """Play to the end, beginning again whenever the schedule is killed."""
        while not self.clock.stopping():
            turns, log = Turns(self, runner), lines(self._heard)
            schedule = Schedule(self.config, self.clock, runner, turns, log, look_every=LOOK_EVERY)
            try:
                schedule.work()
            except KilledError:
                self.clock.wait(600)

    def _heard(self, line: str) -> None:
        self.troubles += '"event": "trouble"' in line


@dataclass(slots=True)
class Turns:
    """When the first board's turn comes; on its way, clocks are set back and machines switched off."""

    play: Play
    runner: PlayedRunner

    def __call__(self, since: datetime) -> datetime | None:
        """When the first turn comes, after what befalls the machine that day."""
        play = self.play
        strike = play.fate.take(play.clock.now().date(), None)
        if strike:
            self.runner.measures.struck[strike.name] += 1
            play.clock.at += SET_BACK if strike.how == "clock" else SWITCHED_OFF
        employers = self.runner.employers(play.clock.now().date())
        return next_board(play.config, lambda: employers)(since)


def soak(folder: Path, *, days: int, boards: int, last_day: date, seed: int = SEED) -> Played:
    """Play the last `days` days of the sample market on its first `boards` boards; how it ended."""
    market = market_of(boards, last_day)
    first = last_day - timedelta(days=days)
    rng = Random(seed)
    clock = PlayedClock(
        datetime.combine(first, MORNING), datetime.combine(last_day, MORNING) + timedelta(days=CALM_DAYS)
    )
    play = Play(market, _settings(folder), clock, draw(market.employers, first, days, rng), last_day)
    before = _own()
    with _hosts(play, first, rng) as runner:
        play.run(runner)
    after = _own()
    db = connect(play.config.database)
    try:
        verdict = judge(db, market.postings)
    finally:
        db.conn.close()
    return Played(
        play.config.database,
        verdict,
        runner.measures,
        play.troubles,
        (before[0], after[0]),
        (before[1], after[1]),
    )


def market_of(boards: int, last_day: date) -> Market:
    """The sample market's first boards, with all that they show until the last day."""
    whole = build_market("demo", "demo", SEED, last_day)
    employers = whole.employers[:boards]
    slugs = {employer.slug for employer in employers}
    postings = tuple(posting for posting in whole.postings if posting.board_employer.slug in slugs)
    return replace(whole, employers=employers, postings=postings)


def _settings(folder: Path) -> Config:
    path = folder / "credtrack.toml"
    shutil.copy(SETTINGS, path)
    return load(path, {})


@contextmanager
def _hosts(play: Play, first: date, rng: Random) -> Iterator[PlayedRunner]:
    """The boards, once as they are and once as they answer while they are ill."""
    with ExitStack() as hosts:
        well = hosts.enter_context(running(play.market, write, first))
        ill = hosts.enter_context(running(play.market, write, first, faults=play.fate.faults, apart=True))
        yield PlayedRunner(play.config, well, ill, play.fate, play.last_day, rng)


def _own() -> tuple[float, int]:
    """This process's most memory so far in MB, and its open handles."""
    return peak_megabytes(), len(os.listdir("/proc/self/fd"))  # noqa: PTH208  (links, not files)
