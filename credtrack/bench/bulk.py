"""What do two workers of a bulk run reach, beside two processes that share nothing?"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # it ships no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # as above

from credtrack.bench.asked import asked_for
from credtrack.bench.tagged import MADE_BY, TaggedPosting, many, sample_base
from credtrack.bench.workshop import Figure, Workshop, peak_megabytes, remove, seconds
from credtrack.bulk.plan import parts
from credtrack.bulk.run import on_this_machine, run
from credtrack.bulk.work import tag_part
from credtrack.terminal import silent

POSTINGS = asked_for("BULK_POSTINGS", 40_000)  # 200,000 take half an hour
CHARACTERS = 600
PAGES = 3_000
PAGE_BYTES = 40_000
ROUNDS = 3
WARM = 2  # parts that each worker tags before the clock runs
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ALONE = "from credtrack.bench.bulk import tag_alone; import sys; tag_alone(*sys.argv[1:])"


def measure(shop: Workshop) -> Iterator[Figure]:
    """Yield the figures of bulk runs; each round takes two workers, and two processes of their own.

    What one worker takes is not measured: both gains would be divided by it, so that it cancels out.
    """
    feed = shop.keep(
        f"feed-{POSTINGS}", (*MADE_BY, "credtrack/bench/bulk.py"), lambda path: _feed(shop, path)
    )
    rates, ratios, peaks = [], [], []
    for _ in range(ROUNDS):
        together, peak = _workers(shop, feed)
        rates.append(POSTINGS / together)
        ratios.append(_apart(shop, feed) / together)
        peaks.append(peak)
    yield Figure("bulk.speedup_2", statistics.median(ratios))
    yield Figure("bulk.postings_per_second", statistics.median(rates))
    yield Figure("bulk.worker_mb", max(peaks))
    yield Figure("bulk.pages_per_second", PAGES / _pages_take(shop))


def _feed(shop: Workshop, path: Path) -> None:
    path.mkdir()
    with (path / "feed.jsonl").open("w", encoding="utf-8") as file:
        for row in many(sample_base(shop), POSTINGS):
            posting = row.posting
            said = {"id": posting.id, "title": posting.title, "employer": posting.employer}
            file.write(json.dumps(said | {"text": row.text[:CHARACTERS]}) + "\n")


def _pages_take(shop: Workshop) -> float:
    """Give the seconds in which one warmed process reads an archive of pages and tags the few postings in it."""
    archive = shop.keep("pages", (*MADE_BY, "credtrack/bench/bulk.py"), lambda path: _archive(shop, path))
    out = shop.scratch("pages")
    (part,) = parts([archive / "pages.warc.gz"])
    tag_part(part, {}, NOW, str(out))
    return seconds(lambda: tag_part(part, {}, NOW, str(out)))


def _archive(shop: Workshop, path: Path) -> None:
    """Write pages of PAGE_BYTES, of which one in fifty is a posting's and the others say the word on a tenth."""
    path.mkdir()
    rows = many(sample_base(shop), PAGES // 50)
    with (path / "pages.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(PAGES):
            body = _page(next(rows) if number % 50 == 0 else None, number)
            record = writer.create_warc_record(
                f"https://www.example.org/jobs/{number}",
                "response",
                payload=BytesIO(body),
                length=len(body),
                http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"),
            )
            writer.write_record(record)


def _page(row: TaggedPosting | None, number: int) -> bytes:
    said = ""
    if row:
        fields = {"@type": "JobPosting", "title": row.posting.title, "description": row.text}
        said = f'<script type="application/ld+json">{json.dumps(fields)}</script>'
    elif number % 10 == 0:
        said = "<p>JobPosting</p>"
    filler = "".join(f"<p>Paragraph {number + n * n} of a page.</p>" for n in range(PAGE_BYTES // 40))
    return f"<html><body>{said}{filler}</body></html>".encode()


def _workers(shop: Workshop, feed: Path) -> tuple[float, float]:
    """Give the seconds of a run on two workers that stand ready, and the most memory of one in MB."""
    out = shop.scratch("bulk")
    with on_this_machine(2) as client:
        client.run(_warmed, str(feed / "feed.jsonl"), str(shop.scratch("warm")))
        took = seconds(
            lambda: run(
                [feed],
                out,
                columns={},
                advance=silent,
                scheduler=client.scheduler.address,  # type: ignore[union-attr]  # a client that is connected has one
                part_bytes=_part_bytes(feed),
            )
        )
        peak = max(client.run(peak_megabytes).values())
    remove(out)
    return took, peak


def _part_bytes(feed: Path) -> int:
    """Give parts of which each worker gets some forty, as in a long run, where the last one weighs little."""
    return (feed / "feed.jsonl").stat().st_size // 80


def _warmed(feed: str, out: str) -> None:
    for part in parts([Path(feed)], 200_000)[:WARM]:
        tag_part(part, {}, NOW, _own(out))


def _own(out: str) -> str:
    folder = Path(out) / str(os.getpid())
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _apart(shop: Workshop, feed: Path) -> float:
    """Give the seconds in which two processes, warmed, tag half of the parts each and share nothing."""
    out = shop.scratch("apart")
    halves = [
        subprocess.Popen(  # noqa: S603  (this very file)
            [sys.executable, "-c", ALONE, str(feed / "feed.jsonl"), str(out), str(_part_bytes(feed)), half],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for half in ("0", "1")
    ]
    for process in halves:
        _told(process.stdout).readline()
    took = seconds(lambda: _go(halves))
    remove(out)
    return took


def _go(halves: list[subprocess.Popen[bytes]]) -> None:
    for process in halves:
        _told(process.stdin).close()
    for process in halves:
        process.wait()


def _told(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TypeError("the process was begun with pipes")
    return pipe


def tag_alone(feed: str, out: str, part_bytes: str, half: str) -> None:
    """Tag every second part of a feed in this process, as soon as its input is closed."""
    _warmed(feed, str(Path(out) / "warm"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    for part in parts([Path(feed)], int(part_bytes))[int(half) :: 2]:
        tag_part(part, {}, NOW, _own(out))
