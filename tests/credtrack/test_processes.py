"""Do several processes share a site's readers evenly, is a dead one replaced, and does none outlive the command?"""

import http.client
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

READERS = 8
PROCESSES = 2

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes by /proc")


@contextmanager
def served(path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-P", "-m", "credtrack", "serve", "--db", str(path), "--port", "0"]
    # Tests that were begun in the background ignore Ctrl-C, and so would what they begin.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [*command, "--workers", str(PROCESSES)], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        signal.signal(signal.SIGINT, before)
        assert server.stderr
        line = next(line for line in server.stderr if line.startswith("serving "))
        try:
            yield server, line.partition(" at http://")[2].split("/")[0]
        finally:
            server.kill()


def children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def sockets(process: int) -> int:
    return sum(each.is_socket() for each in Path(f"/proc/{process}/fd").iterdir())


def read(connection: http.client.HTTPConnection) -> int:
    connection.request("GET", "/llms.txt")
    answer = connection.getresponse()
    answer.read()
    return answer.status


@contextmanager
def readers(site: str) -> Iterator[list[http.client.HTTPConnection]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(closing(http.client.HTTPConnection(site, timeout=60))) for _ in range(READERS)
        ]


def test_readers_are_shared_evenly_and_a_dead_process_is_replaced(sample: Path) -> None:
    with served(sample) as (server, site):
        with readers(site) as first:
            assert {read(each) for each in first} == {200}
            found = children(server.pid)
            assert len(found) == PROCESSES
            assert len({sockets(each) for each in found}) == 1
        handle = os.pidfd_open(found[0])
        os.kill(found[0], signal.SIGKILL)
        assert ended(handle)
        with readers(site) as second:
            assert {read(each) for each in second} == {200}
        assert len(children(server.pid)) == PROCESSES


def test_answers_are_packed_for_readers_who_unpack_them(sample: Path) -> None:
    with served(sample) as (_, site), closing(http.client.HTTPConnection(site)) as connection:
        for accepted, packing in (("gzip", "gzip"), ("identity", None)):
            connection.request("GET", "/-/region/US", headers={"accept-encoding": accepted})
            answer = connection.getresponse()
            assert answer.getheader("content-encoding") == packing
            answer.read()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_command(sample: Path, ending: signal.Signals) -> None:
    with served(sample) as (server, site):
        with readers(site) as one:
            assert read(one[0]) == 200
        handles = [os.pidfd_open(each) for each in children(server.pid)]
        os.killpg(server.pid, ending) if ending == signal.SIGINT else server.send_signal(ending)
        server.wait(30)
        for handle in handles:
            assert ended(handle)
        assert server.stderr
        assert "Traceback" not in server.stderr.read()


def ended(handle: int) -> bool:
    ready, _, _ = select.select([handle], [], [], 30)
    os.close(handle)
    return bool(ready)
