"""How long do readers wait who ask a served database at the same time, each something else?"""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import perf_counter, sleep

import numpy as np

PATIENCE_SECONDS = 120.0
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
def served(path: Path) -> Iterator[int]:
    """Serve the database as `credtrack serve` does, and give the port; ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        str(Path(sys.executable).with_name("credtrack")),
        "serve",
        "--db",
        str(path),
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as site:  # noqa: S603  (our own)
        try:
            _wait_for(site, port)
            yield port
        finally:
            site.terminate()


def _wait_for(site: subprocess.Popen[bytes], port: int) -> None:
    until = perf_counter() + PATIENCE_SECONDS
    while perf_counter() < until and site.poll() is None:
        try:
            _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS), "/-/versions.json")
        except OSError:
            sleep(0.2)
        else:
            return
    raise AskingError(f"the site at port {port} did not come up")


def waits(port: int, addresses: Iterator[str], clients: int, seconds: float) -> Waits:
    """Ask for so many seconds with so many clients at once, each on its own connection, no address twice."""
    asked: SimpleQueue[str] = SimpleQueue()
    for _, address in zip(range(clients * 4), addresses, strict=False):
        asked.put(address)
    until = perf_counter() + seconds
    taken: list[list[float]] = [[] for _ in range(clients)]
    problems: list[BaseException] = []

    def client(mine: list[float]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        try:
            while perf_counter() < until and not problems:
                address = asked.get()
                asked.put(next(addresses))
                begun = perf_counter()
                _ask(connection, address)
                mine.append(perf_counter() - begun)
        except (OSError, AskingError, http.client.HTTPException) as problem:
            problems.append(problem)
        finally:
            connection.close()

    _run([Thread(target=client, args=(mine,)) for mine in taken])
    if problems:
        raise AskingError(str(problems[0])) from problems[0]
    return summary([wait for mine in taken for wait in mine])


def summary(seconds: Sequence[float]) -> Waits:
    """Give the percentiles of some waits."""
    p50, p95, p99 = np.percentile(np.array(seconds) * 1000, [50, 95, 99])
    return Waits(float(p50), float(p95), float(p99), len(seconds))


def _run(threads: list[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _ask(connection: http.client.HTTPConnection, address: str) -> None:
    connection.request("GET", address, headers={"accept": "application/json"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise AskingError(f"{address}: answered {answer.status}: {body[:200]!r}")
