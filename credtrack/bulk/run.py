"""How are all parts tagged, on this machine's processors or a cluster's, and gone on with after a break?"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dask
from distributed import Client, LocalCluster, as_completed
from filelock import FileLock, Timeout

from credtrack.bulk.plan import PART_BYTES, BulkError, Part, parts
from credtrack.bulk.work import tag_part, whole
from credtrack.terminal import Advance
from nlp.version import version

MANIFEST = "manifest.json"
_WORKING: Mapping[str, Any] = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
}
"""Else the library looks at each worker a hundred times a second and wakes all loops fifty times: time that tagging needs."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of all records, and which parts could not be done, by the reason of each."""

    parts: int
    postings: int
    screened_out: int
    rejected: int
    failed: Mapping[int, str]


def run(
    inputs: Iterable[Path],
    out: Path,
    *,
    columns: Mapping[str, str],
    advance: Advance,
    workers: int = 2,
    scheduler: str | None = None,
    part_bytes: int = PART_BYTES,
) -> Summary:
    """Tag all inputs into the folder `out`, one Parquet file a part; parts that are done already are passed over.

    With `scheduler` (tcp://host:port) on a running Dask cluster whose workers see the same files, else on `workers`
    local processes. Raises BulkError where an input can't be read, where `out` holds another run's results, or where
    another process is at work there.
    """
    planned = parts(inputs, part_bytes)
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        moment = _begin(out, planned, columns)
        for left in out.glob("part-*.unfinished"):
            left.unlink(missing_ok=True)
        waiting = [part for part in planned if not _done(out, part).exists()]
        done = len(planned) - len(waiting)
        advance(done, len(planned))
        failed: dict[int, str] = {}
        if waiting:
            with _client(scheduler, min(workers, len(waiting))) as client:
                for number, reason in _results(client, waiting, (dict(columns), moment, str(out.resolve()))):
                    failed |= {number: reason} if reason else {}
                    done += not reason
                    advance(done, len(planned))
        return _summary(out, planned, failed)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    try:
        with FileLock(out / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise BulkError(
            f"{out}: another bulk run is at work there; run this again when it is done, or name another folder with --out"
        ) from error


def _begin(out: Path, planned: tuple[Part, ...], columns: Mapping[str, str]) -> datetime:
    """Give the moment (UTC) at which this run first began; a folder of another run is refused."""
    paths = sorted({part.path for part in planned})
    files = [{"path": path, "size": Path(path).stat().st_size} for path in paths]
    asked = {"files": files, "columns": dict(columns), "parts": len(planned), "tagger": version()}
    path = out / MANIFEST
    if path.exists():
        kept = manifest(out)
        changed = [name for name, value in asked.items() if kept.get(name) != value]
        if changed:
            raise BulkError(
                f"{out}: holds a run with other {', '.join(changed)}; name another folder with --out, or empty this one"
            )
        return datetime.fromisoformat(kept["began"])
    if any(out.glob("part-*")):
        raise BulkError(f"{out}: holds parts but no {MANIFEST}; name another folder with --out")
    began = datetime.now(UTC).replace(microsecond=0)
    with whole(path) as unfinished:
        told = json.dumps({"began": began.isoformat()} | asked, indent=1)
        unfinished.write_text(f"{told}\n", encoding="utf-8")
    return began


def manifest(out: Path) -> dict[str, Any]:
    """Give what a folder's run was asked for; raises BulkError where the folder holds none."""
    path = out / MANIFEST
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BulkError(
            f"{out}: expected a folder that credtrack bulk wrote, with a {MANIFEST} in it"
        ) from error
    except ValueError as error:
        raise BulkError(f"{path}: expected JSON ({error})") from error
    if not isinstance(kept, dict) or not isinstance(kept.get("parts"), int):
        raise BulkError(f"{path}: expected an object that says how many parts there are")
    return kept


@contextmanager
def _client(scheduler: str | None, workers: int) -> Iterator[Client]:
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler:
        try:
            client = Client(scheduler, timeout="10s")  # type: ignore[no-untyped-call]  # distributed leaves it untyped
        except (OSError, ValueError) as error:
            raise BulkError(
                f"{scheduler}: no Dask scheduler answers there; start one, or leave out --scheduler to use this machine ({error})"
            ) from error
        with client:
            yield client
        return
    with on_this_machine(workers) as client:
        yield client


@contextmanager
def on_this_machine(workers: int) -> Iterator[Client]:
    """Start so many processes that tag, and give a client of theirs; they end with the block."""
    settings: dict[str, Any] = {"processes": True, "threads_per_worker": 1, "dashboard_address": None}
    quiet = {"silence_logs": logging.CRITICAL, "memory_limit": 0}
    with (
        dask.config.set(_WORKING),
        LocalCluster(n_workers=workers, **settings, **quiet) as cluster,  # type: ignore[no-untyped-call]  # distributed leaves it untyped
        Client(cluster) as client,  # type: ignore[no-untyped-call]  # as above
    ):
        yield client


def _results(
    client: Client, waiting: list[Part], given: tuple[dict[str, str], datetime, str]
) -> Iterator[tuple[int, str]]:
    """Give each part's number as it ends, with the reason where it failed."""
    futures = {client.submit(tag_part, part, *given, pure=False): part.number for part in waiting}
    for future in as_completed(futures):  # type: ignore[no-untyped-call]  # as above
        error = future.exception()
        yield futures[future], _reason(error) if error else ""


def _reason(error: BaseException) -> str:
    said = str(error) or type(error).__name__
    if type(error).__name__ == "KilledWorker":
        return "its worker died again and again; has the machine too little memory?"
    return " ".join(said.split())[:500]


def _done(out: Path, part: Part) -> Path:
    return out / f"part-{part.number:05}.json"


def _summary(out: Path, planned: tuple[Part, ...], failed: Mapping[int, str]) -> Summary:
    found = [json.loads(_done(out, part).read_text("utf-8")) for part in planned if _done(out, part).exists()]
    postings, screened, rejected = (
        sum(one[name] for one in found) for name in ("postings", "screened_out", "rejected")
    )
    return Summary(len(planned), postings, screened, rejected, failed)
