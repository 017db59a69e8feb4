"""Does a crawl of the rough market tell the truth of every board?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("crawl_rough_market.py")


@pytest.fixture(scope="module")
def reports() -> list[dict]:
    # A crawl can start but once in a process.
    ended = subprocess.run(
        [sys.executable, str(PROGRAM)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_every_trap_ends_as_it_should(reports):
    wrong = [report for report in reports if report["told"] != report["expect"]]
    assert wrong == []
    assert len(reports) > 40


def test_nothing_is_closed_by_a_fault(reports):
    assert [report for report in reports if report["closed"]] == []


def test_a_refusal_costs_one_request_and_its_repetitions(reports):
    refused = [report for report in reports if report["expect"] == "refused"]
    assert refused
    # Rules that can't be read may be asked for again; nothing else may be.
    assert max(report["asked"] for report in refused) <= 5
