"""Are the sample market's boards served over loopback HTTP, and do they end when they should?"""

import os
import select
import signal
import subprocess
import sys
from datetime import date, timedelta

import httpx
import pytest

from credtrack.sample.boards.faults import Fault
from credtrack.sample.server import running

TODAY = date(2026, 11, 22)


@pytest.fixture
def market(make_employer, make_posting, make_market):
    one_site = make_employer(slug="one-site", board="pelican/External")
    other_site = make_employer(slug="other-site", board="pelican/Providers")
    tokens = [make_employer(slug=slug, platform="greenhouse", board=slug) for slug in ("gull", "tern")]
    own = make_employer(slug="heron", platform="jsonld", board="careers.heron.example")
    return make_market(
        make_posting("R-1", one_site),
        make_posting("R-2", other_site),
        *(make_posting("4000001", token) for token in tokens),
        make_posting("J1", own, closed_on=TODAY + timedelta(days=1)),
    )


def test_each_board_host_has_a_port_of_its_own_on_loopback(market):
    with running(market, market.write, TODAY) as boards:
        origins = boards.origins
        assert origins["one-site"] == origins["other-site"]
        assert origins["gull"] == origins["tern"]
        assert len(set(origins.values())) == 3
        assert all(origin.startswith("http://127.0.0.1:") for origin in origins.values())
        assert {row.slug: row.origin for row in boards.registry} == origins


def test_answers_say_sample_data_and_are_counted(market):
    with running(market, market.write, TODAY) as boards, httpx.Client(trust_env=False) as client:
        origin = boards.origins["gull"]
        listed = client.get(f"{origin}/v1/boards/gull/jobs")
        again = client.get(listed.url, headers={"If-None-Match": listed.headers["ETag"]})
        assert client.head(f"{origin}/robots.txt").content == b""
        assert listed.headers["X-Sample-Data"] == "SAMPLE DATA"
        assert (listed.status_code, again.status_code) == (200, 304)
        assert boards.tally()[origin] == {"list": 2, "list unchanged": 1, "robots": 1}


def test_another_day_closes_what_ends_then(market):
    with running(market, market.write, TODAY) as boards, httpx.Client(trust_env=False) as client:
        address = f"{boards.origins['heron']}/sitemap-jobs-1.xml"
        before = client.get(address).text
        boards.move_to(TODAY + timedelta(days=1))
        assert "J1" in before
        assert "J1" not in client.get(address).text


def test_a_fault_befalls_its_board_as_often_as_it_says(market):
    fault = Fault(employer="heron", asked="detail", change="too_many_requests", times=2, skip=1)
    with (
        running(market, market.write, TODAY, faults=[fault]) as boards,
        httpx.Client(trust_env=False) as client,
    ):
        address = f"{boards.origins['heron']}/jobs/J1"
        replies = [client.get(address) for _ in range(4)]
        assert [reply.status_code for reply in replies] == [200, 429, 429, 200]
        assert replies[1].headers["Retry-After"] == "1"


def test_garbage_ends_one_connection_and_no_more(market):
    with running(market, market.write, TODAY) as boards, httpx.Client(trust_env=False) as client:
        origin = boards.origins["heron"]
        with pytest.raises(httpx.HTTPError):
            client.request("POST", f"{origin}/jobs", content=b"x" * 100_000)
        assert client.get(f"{origin}/about").status_code == 200


def test_the_boards_end_with_the_block(market):
    with running(market, market.write, TODAY) as boards:
        origin = boards.origins["heron"]
    with pytest.raises(httpx.ConnectError):
        httpx.get(origin, trust_env=False)


KILLED = """
import os, signal
from dataclasses import dataclass
from datetime import date
from credtrack.sample.server import running

@dataclass
class Nobody:
    employers = ()
    postings = ()

if __name__ == "__main__":
    with running(Nobody(), {}.__getitem__, date(2026, 11, 22)):
        import multiprocessing
        print(multiprocessing.active_children()[0].pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux to wait for a stranger's process")
def test_the_boards_end_when_their_parent_is_killed(tmp_path):
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    ended = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert wait_for(int(ended.stdout), seconds=20)


def wait_for(pid: int, seconds: float) -> bool:
    """Tell whether the process ended in time."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(handle, "rb", buffering=0) as opened:
        return bool(select.select([opened], [], [], seconds)[0])
