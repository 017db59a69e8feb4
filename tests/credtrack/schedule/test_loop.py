"""Is everything done in its time, once, and whatever happens in between?"""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from credtrack.schedule.children import Ended
from credtrack.schedule.heartbeat import last_beat
from credtrack.schedule.loop import FAILED
from credtrack.schedule.memory import Memory


class Killed(BaseException):
    """Stands for SIGKILL: nothing after it is carried out."""


def events(told: list[str], name: str) -> list[dict[str, object]]:
    return [row for row in map(json.loads, told) if row["event"] == name]


def test_each_task_comes_in_its_own_time(played) -> None:
    played.clock.at += timedelta(days=24)
    played.clock.until = played.clock.at + timedelta(days=9)
    played.schedule().work()
    assert played.times("backup")[:2] == ["03-26 02:30", "03-27 02:30"]
    assert played.times("tidy") == ["03-29 05:10"]
    assert played.times("claims") == ["04-01 04:40"]
    assert len(played.times("retention")) == len(played.times("demand")) == 9


def test_times_of_day_are_those_of_the_zone_also_when_its_clocks_change(played) -> None:
    played.config = replace(played.config, timezone=ZoneInfo("America/Chicago"))
    played.clock.until += timedelta(days=10)  # on 8 March 02:30 does not come in Chicago
    played.schedule().work()
    assert played.times("retention")[5:9] == ["03-07 11:50", "03-08 10:50", "03-09 10:50", "03-10 10:50"]
    assert len(played.times("backup")) == 11


def test_missed_runs_are_made_up_once(played) -> None:
    played.schedule().work()
    played.clock.at += timedelta(days=9)
    began = played.clock.at
    played.clock.until = began + timedelta(hours=1)
    played.runs.clear()
    played.schedule().work()
    assert [name for name, _ in played.runs] == ["backup", "demand", "tidy", "retention"]
    assert all(at - began < timedelta(minutes=10) for _, at in played.runs)


def test_a_killed_task_is_taken_up_again_after_a_while(played) -> None:
    played.ends["backup"] = [Killed(), Killed()]
    for _ in range(2):
        with pytest.raises(Killed):
            played.schedule().work()
    played.schedule().work()
    assert played.times("backup") == ["03-02 02:30", "03-02 02:35", "03-02 02:45"]


def test_a_failed_task_is_tried_again_ever_later_and_others_go_on(played) -> None:
    played.clock.until += timedelta(hours=12)
    played.ends["backup"] = [Ended("failed", "the disk is full")] * 4
    played.schedule().work()
    assert played.times("backup") == [
        "03-02 02:30",
        "03-02 02:36",
        "03-02 02:47",
        "03-02 03:08",
        "03-02 03:49",
    ]
    assert played.times("retention") == ["03-02 05:50"]
    assert [row["failures"] for row in events(played.told, "failed")] == [1, 2, 3, 4]
    kept = Memory(played.config.database).read()
    assert kept
    assert (kept.runs["backup"].failures, kept.runs["backup"].note) == (0, "well")


def test_once_does_what_is_due_and_ends(played) -> None:
    assert played.schedule().work(once=True) == 0
    assert played.runs == []
    played.clock.at += timedelta(hours=16)
    played.clock.until += timedelta(days=1)
    played.ends["demand"] = [Ended("failed", "no")]
    assert played.schedule().work(once=True) == FAILED
    assert [name for name, _ in played.runs] == ["backup", "demand"]


def test_boards_are_read_when_their_turn_has_come_but_not_too_often(played) -> None:
    ripe: list[datetime] = [played.clock.at + timedelta(minutes=m) for m in (7, 20, 40, 300)]

    def board(since: datetime) -> datetime | None:
        done = [at for name, at in played.runs if name == "crawl"]
        while done and ripe and ripe[0] <= done[-1]:
            ripe.pop(0)
        return ripe[0] if ripe else None

    played.next_board = board
    played.clock.until = played.clock.at + timedelta(hours=8)
    played.schedule().work()
    assert played.times("crawl") == ["03-01 12:07", "03-01 13:07", "03-01 17:00"]


def test_a_clock_set_back_is_said_once_and_nothing_is_done_until_it_is_right(played) -> None:
    played.schedule().work()
    assert played.runs
    played.runs.clear()
    played.clock.at -= timedelta(days=3)
    played.clock.until = played.clock.at + timedelta(days=2)
    played.schedule().work()
    assert played.runs == []
    (line,) = events(played.told, "trouble")
    assert str(line["note"]).startswith("the clock was set back: a task began at 2026-03-02 05:50 UTC")
    played.clock.until = played.clock.at + timedelta(days=3)
    played.schedule().work()
    assert played.times("backup") == ["03-03 02:30", "03-04 02:30"]


def test_the_sign_of_life_names_the_task_and_goes_when_the_schedule_stops(played) -> None:
    seen = []
    played.ends["backup"] = [Killed()]
    with pytest.raises(Killed):
        played.schedule().work()
    seen = last_beat(played.config.database)
    assert seen
    assert (seen.task, f"{seen.at:%H:%M}") == ("backup", "02:30")
    played.schedule().work()
    assert last_beat(played.config.database) is None


def test_a_full_disk_is_said_and_the_schedule_lives_on(played, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Memory.begin

    def full(self: Memory, task: str, now: datetime) -> None:
        if now < played.clock.until - timedelta(hours=8):
            raise OSError(28, "No space left on device")
        begin(self, task, now)

    monkeypatch.setattr(Memory, "begin", full)
    played.schedule().work()
    assert played.times("backup") == ["03-02 04:00"]
    assert "free some space" in str(events(played.told, "trouble")[0]["note"])


def test_a_state_that_can_not_be_read_begins_anew(played, tmp_path: Path) -> None:
    Memory(played.config.database).path.write_text('{"since": 3', encoding="utf-8")
    played.schedule().work()
    assert played.times("backup") == ["03-02 02:30"]
