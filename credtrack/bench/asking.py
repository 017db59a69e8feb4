"""How long do readers wait who ask a served database at the same time, each something else?"""

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from time import monotonic, perf_counter, sleep

import numpy as np

from credtrack.serving import MOST_WORKERS
from credtrack.terminal import say

PATIENCE_SECONDS = 120.0
ROUNDS_TO_START = 2
LOOK_SECONDS = 0.5
STATUS = "/-/status.json"
TIMEOUT_SECONDS = 60.0


class AskingError(RuntimeError):
    """The site did not come up, or an answer was not what it should be."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What readers waited, in milliseconds, over so many answers."""

    p50: float
    p95: float
    p99: float
    answers: int


@contextmanager
def served(path: Path) -> Iterator[str]:
    """Serve the database as `credtrack serve` does, and give the host and port once it is ready; ends with the block."""
    command = [sys.executable, "-P", "-m", "credtrack", "serve", "--db", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603  (our own command)
        try:
            line = next((line for line in server.stderr or () if line.startswith("serving ")), "")
            if not line:
                raise AskingError(f"{path}: the site did not come up")
            site = line.partition(" at http://")[2].split()[0].rstrip("/")
            begun = monotonic()
            _wait_for(site)
            say(f"{path.name}: ready after {monotonic() - begun:.0f} s")
            yield site
        finally:
            server.terminate()


def _wait_for(site: str) -> None:
    """Wait until every process says that what all readers need is made, or time is up."""
    end, ready = monotonic() + PATIENCE_SECONDS, 0
    while ready < ROUNDS_TO_START * MOST_WORKERS and monotonic() < end:
        with closing(http.client.HTTPConnection(site, timeout=TIMEOUT_SECONDS)) as connection:
            is_warm = json.loads(_answer(connection, STATUS, {}))["is_warm"]
        ready = ready + 1 if is_warm else 0
        sleep(0 if is_warm else LOOK_SECONDS)


def ask(site: str, address: str) -> tuple[float, bytes]:
    """Give the seconds that an answer took on a connection of its own, and its body as it came over the wire."""
    begun = perf_counter()
    with closing(http.client.HTTPConnection(site, timeout=TIMEOUT_SECONDS)) as connection:
        body = _answer(connection, address, {"accept-encoding": "gzip"})
    return perf_counter() - begun, body


def waits(site: str, addresses: Iterator[str], clients: int, seconds: float) -> Waits:
    """Ask for so many seconds with so many clients at once, each on its own connection, no address twice."""
    asked: SimpleQueue[str] = SimpleQueue()
    for _, address in zip(range(clients * 4), addresses, strict=False):
        asked.put(address)
    until = perf_counter() + seconds

    def client(_: int) -> list[float]:
        taken = []
        with closing(http.client.HTTPConnection(site, timeout=TIMEOUT_SECONDS)) as connection:
            while perf_counter() < until:
                address = asked.get()
                asked.put(next(addresses))
                begun = perf_counter()
                _answer(connection, address, {"accept": "application/json"})
                taken.append(perf_counter() - begun)
        return taken

    try:
        with ThreadPoolExecutor(clients) as pool:
            return summary([wait for mine in pool.map(client, range(clients)) for wait in mine])
    except (OSError, http.client.HTTPException) as problem:
        raise AskingError(str(problem)) from problem


def summary(seconds: Sequence[float]) -> Waits:
    """Give the percentiles of some waits."""
    p50, p95, p99 = np.percentile(np.array(seconds) * 1000, [50, 95, 99])
    return Waits(float(p50), float(p95), float(p99), len(seconds))


def _answer(connection: http.client.HTTPConnection, address: str, headers: dict[str, str]) -> bytes:
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise AskingError(f"{address}: answered {answer.status}: {body[:200]!r}")
    return body
