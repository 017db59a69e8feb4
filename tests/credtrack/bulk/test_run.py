"""Does a bulk run come to the same end whatever breaks, and does what it tagged come into the database?"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import Client, LocalCluster
from filelock import FileLock
from sqlite_utils.db import Database

from credtrack.bulk import run as running
from credtrack.bulk import work
from credtrack.bulk.loading import load
from credtrack.bulk.plan import BulkError, Part, parts
from credtrack.bulk.run import run
from credtrack.commands.bulk import bulk_command
from credtrack.commands.importing import import_command
from credtrack.tagging import tag_waiting
from db.connect import connect
from db.importing import read_postings
from db.store import put_postings

Jsonl = Callable[..., Path]
Given = tuple[dict[str, str], datetime, str]
SOAKS = os.environ.get("CREDTRACK_PROFILE") == "soak"
KILLER = Path(__file__).with_name("bulk_with_kills.py")
TODAY = date(2026, 11, 22)
ASKED = {
    "postings": "select key, title, posted_on, closed_at, job_class, remote, setting, pay_low, pay_high from postings order by 1",
    "asks": "select p.key, g.level, c.credential from requirement_groups g join postings p on p.id = g.posting"
    " join requirement_credentials c on c.requirement_group = g.id order by 1, 2, 3",
    "evidence": "select p.key, e.field, e.value, e.start_at, e.end_at from evidence e join postings p on p.id = e.posting order by 1, 2, 3, 4",
    "days": "select * from demand_daily order by 1, 2",
}


def quiet(done: int, total: int | None = None) -> None:
    """Show no progress."""


def tag_here(source: Path, out: Path, part_bytes: int = 1_500) -> None:
    """Tag all parts in this process, one after the other."""
    planned = parts([source], part_bytes)
    out.mkdir()
    moment = running._begin(out, planned, {})
    for part in planned:
        work.tag_part(part, {}, moment, str(out))


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("part-*")}


def answers(db: Database) -> dict[str, list[object]]:
    return {name: db.execute(query).fetchall() for name, query in ASKED.items()}


def test_a_part_that_fails_leaves_nothing_behind(
    jsonl: Jsonl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(work.os, "fsync", full)
    (part,) = parts([jsonl()])
    with pytest.raises(OSError, match="No space left"):
        work.tag_part(part, {}, datetime.now(UTC), str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["feed.jsonl"]


def test_rejected_records_are_kept_with_their_reasons(jsonl: Jsonl, tmp_path: Path) -> None:
    path = jsonl(2)
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "n9", "text": "x"}\n', encoding="utf-8")
    tag_here(path, tmp_path / "out", 10**6)
    (line,) = (tmp_path / "out" / "part-00000.rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"file": "feed.jsonl", "line": 3, "expected": "expected a text in title"}
    counts = json.loads((tmp_path / "out" / "part-00000.json").read_text(encoding="utf-8"))
    assert (counts["postings"], counts["rejected"]) == (2, 1)


@pytest.mark.skipif(not SOAKS, reason="make soak: three runs of several processes take a minute")
def test_killed_workers_and_a_killed_client_change_nothing_in_the_result(
    jsonl: Jsonl, tmp_path: Path
) -> None:
    source, out, plain = jsonl(40), tmp_path / "out", tmp_path / "plain"
    begin = [sys.executable, str(KILLER), str(source), str(out)]
    assert subprocess.run([*begin, "2"], capture_output=True, check=False).returncode == -9
    assert 2 <= len(list(out.glob("part-*.json"))) < len(parts([source], 1_500))
    assert subprocess.run(begin, capture_output=True, check=False).returncode == 0
    tag_here(source, plain)
    assert sorted(contents(out)) == sorted(contents(plain))
    assert not list(out.glob("*.unfinished"))
    with (
        closing(connect(tmp_path / "one.db", kind="real").conn) as one,
        closing(connect(tmp_path / "two.db", kind="real").conn) as two,
    ):
        load(Database(one), out, quiet, TODAY)
        load(Database(two), plain, quiet, TODAY)
        assert answers(Database(one)) == answers(Database(two))


def test_a_part_that_cannot_be_read_is_not_begun_again(
    jsonl: Jsonl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun"

    def broken(part: Part, *_: object) -> None:
        with begun.open("a") as file:
            file.write(f"{part.number} ")
        raise BulkError("x.warc.gz: expected whole WARC records")

    monkeypatch.setattr(running, "tag_part", broken)
    with (
        LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        found = list(running._results(client, list(parts([jsonl()])), ({}, datetime.now(UTC), str(tmp_path))))
    assert found == [(0, "x.warc.gz: expected whole WARC records")]
    assert begun.read_text() == "0 "


def test_a_run_that_was_broken_off_goes_on_with_the_parts_that_are_not_done(
    jsonl: Jsonl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = jsonl(24), tmp_path / "out"
    tag_here(source, out)
    whole = contents(out)
    for name in ("part-00001.json", "part-00002.json", "part-00002.parquet"):
        (out / name).unlink()
    (out / "part-00002.parquet.77.unfinished").write_bytes(b"half")
    asked: list[int] = []

    @contextmanager
    def here(scheduler: str | None, workers: int) -> Iterator[None]:
        yield None

    def results(client: None, waiting: list[Part], given: Given) -> Iterator[tuple[int, str]]:
        for part in waiting:
            asked.append(part.number)
            work.tag_part(part, *given)
            yield part.number, ""

    monkeypatch.setattr(running, "_client", here)
    monkeypatch.setattr(running, "_results", results)
    found = run([source], out, columns={}, advance=quiet, part_bytes=1_500)
    assert asked == [1, 2]
    assert (found.postings, found.failed) == (24, {})
    assert contents(out) == whole


def test_what_is_loaded_equals_what_is_imported_and_tagged(jsonl: Jsonl, tmp_path: Path) -> None:
    source, out = jsonl(6), tmp_path / "out"
    tag_here(source, out)
    with (
        closing(connect(tmp_path / "one.db", kind="real").conn) as one,
        closing(connect(tmp_path / "two.db", kind="real").conn) as two,
    ):
        stored = load(Database(one), out, quiet, TODAY)
        put_postings(Database(two), (p for p in read_postings(source)))  # type: ignore[misc]  # none is a Problem
        tag_waiting(Database(two), quiet)
        tag_waiting(Database(one), quiet)
        assert answers(Database(one)) == answers(Database(two))
    assert stored.new == 6


def test_a_folder_of_another_run_is_refused(jsonl: Jsonl, tmp_path: Path) -> None:
    out = tmp_path / "out"
    tag_here(jsonl(2), out)
    with pytest.raises(BulkError, match="a run with other files"):
        run([jsonl(3, "more.jsonl")], out, columns={}, advance=quiet)
    with FileLock(out / ".lock"), pytest.raises(BulkError, match="another bulk run"):
        run([jsonl(2)], out, columns={}, advance=quiet)


def test_a_finished_run_is_not_done_again_and_is_imported_by_its_folder(jsonl: Jsonl, tmp_path: Path) -> None:
    source, out = jsonl(3), tmp_path / "out"
    tag_here(source, out, 8 * 1024 * 1024)
    again = CliRunner().invoke(bulk_command, [str(source), "--out", str(out)], standalone_mode=False)
    assert again.return_value == 0
    assert "3 postings tagged" in again.output
    taken = CliRunner().invoke(
        import_command, [str(out), "--db", str(tmp_path / "a.db")], standalone_mode=False
    )
    assert "3 postings new" in taken.output


@pytest.mark.parametrize("gone", ["part-00000.json", "manifest.json"])
def test_a_folder_that_is_not_done_is_not_imported(jsonl: Jsonl, tmp_path: Path, gone: str) -> None:
    out = tmp_path / "out"
    tag_here(jsonl(2), out)
    (out / gone).unlink()
    with (
        closing(connect(tmp_path / "a.db", kind="real").conn) as made,
        pytest.raises(BulkError, match=r"not done|expected a folder"),
    ):
        load(Database(made), out, quiet, TODAY)
