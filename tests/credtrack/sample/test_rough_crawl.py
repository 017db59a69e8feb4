"""Does a crawl of the rough market tell the truth of every board, on every platform?"""

import json
import os
import subprocess
import sys
from functools import cache

import pytest

from crawler.run import spiders
from credtrack.commands.rough import show_rough
from credtrack.mistakes import UserError
from credtrack.sample.boards.rough import platforms

PLATFORMS = [platform.name for platform in platforms()]
GROUPS = 4  # a crawl can start but once in a process
EVERY = 1 if os.environ.get("CREDTRACK_PROFILE") == "soak" else 2  # of the traps that platforms share

CRAWL = """
import sys
from credtrack.commands.rough import show_rough

if __name__ == "__main__":
    sys.exit(show_rough(frozenset(sys.argv[2:]), as_json=True, every=int(sys.argv[1])))
"""


@cache
def crawled(group: int) -> list[dict]:
    names = PLATFORMS[group::GROUPS]
    command = [sys.executable, "-c", CRAWL, str(EVERY), *names]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ended.stdout, ended.stderr
    endings = json.loads(ended.stdout)["answer"]
    assert ended.returncode == (0 if all(ending["is_true"] for ending in endings) else 1)
    return endings


@pytest.fixture
def endings(request):
    whole = crawled(PLATFORMS.index(request.param) % GROUPS)
    return [ending for ending in whole if ending["platform"] == request.param]


on_every_platform = pytest.mark.parametrize("endings", PLATFORMS, indirect=True)


@on_every_platform
def test_every_trap_is_reported_as_it_is_and_nothing_is_stored_twice_or_wrongly_closed(endings):
    assert endings
    assert [ending for ending in endings if not ending["is_true"]] == []


@on_every_platform
def test_every_open_posting_that_may_be_read_is_stored(endings):
    whole = [ending for ending in endings if ending["expect"] in {"complete", "posting_closes"}]
    assert whole
    assert [ending for ending in whole if ending["stored"] != ending["open_postings"]] == []


@on_every_platform
def test_a_refusal_costs_one_request_and_nothing_forbidden_is_asked(endings):
    refused = [ending for ending in endings if ending["expect"] == "refused"]
    assert refused
    assert {(ending["requests"], ending["outcome"]) for ending in refused} == {(1, "refused")}
    assert sum(ending["forbidden"] for ending in endings) == 0


@on_every_platform
def test_each_fault_that_befalls_postings_is_counted(endings):
    failing = [ending for ending in endings if ending["expect"] == "posting_fails"]
    assert all(ending["missed"] and ending["fetched"] for ending in failing)
    assert all(ending["note"] for ending in endings if ending["expect"] in {"refused", "not_complete"})


def test_a_person_is_shown_a_line_for_each_trap():
    command = [sys.executable, "-m", "credtrack", "demo", "--rough", "--platform", "ashby"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "hides its rules behind a sign-in" in ended.stdout
    assert "0 reports are not true" in ended.stderr


def test_a_platform_that_is_not_played_is_one_clear_line():
    with pytest.raises(UserError, match=r"--platform paycom: expected one of \w+, .*adp_workforce_now"):
        show_rough(frozenset({"paycom"}), as_json=False)


def test_every_platform_that_is_read_is_played():
    by_name = {spider.name for spider in spiders().values()}
    assert by_name - set(PLATFORMS) == set()
